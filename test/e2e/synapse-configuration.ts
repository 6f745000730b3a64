import { randomBytes } from 'node:crypto'

const unlimited = { per_second: 10_000, burst_count: 10_000 }

const rateLimits = {
  rc_message: unlimited,
  rc_registration: unlimited,
  rc_login: { address: unlimited, account: unlimited, failed_attempts: unlimited },
  rc_joins: { local: unlimited, remote: unlimited },
  rc_joins_per_room: unlimited,
  rc_invites: { per_room: unlimited, per_user: unlimited, per_issuer: unlimited },
  rc_room_creation: unlimited,
  rc_key_requests: unlimited,
  rc_admin_redaction: unlimited,
}

/** The configuration of a Synapse that talks to this machine only and keeps everything in `/srv`. */
export function synapseConfiguration(port: number, secret: string): object {
  const random = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=+$/, '')
  return {
    server_name: 'localhost',
    public_baseurl: `http://127.0.0.1:${port}/`,
    listeners: [{ port, type: 'http', bind_addresses: ['127.0.0.1'], resources: [{ names: ['client'] }] }],
    database: { name: 'sqlite3', args: { database: '/srv/homeserver.db' } },
    media_store_path: '/srv/media',
    registration_shared_secret: secret,
    signing_key: `ed25519 a_test ${random(32)}`,
    macaroon_secret_key: random(16),
    form_secret: random(16),
    bcrypt_rounds: 4,
    report_stats: false,
    trusted_key_servers: [],
    presence: { enabled: false },
    // What an asker's client is told at once is its own choice.
    filter_timeline_limit: -1,
    ...rateLimits,
  }
}
