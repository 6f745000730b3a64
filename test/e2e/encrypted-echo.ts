// Says its identity, then echoes every message. Arguments: homeserver, access token, folder.
import { join } from 'node:path'
import { SimpleFsStorageProvider } from 'matrix-bot-sdk'
import { EncryptedClient } from './encrypted-client.ts'

/** Moves on only when every listener is done, so that a kill loses nothing. */
class PatientClient extends EncryptedClient {
  override persistTokenAfterSync = true

  protected override processSync(sync: unknown): Promise<unknown> {
    return super.processSync(sync, (event, ...details) =>
      Promise.all(this.listeners(event).map((listen) => listen(...details))),
    )
  }
}

const [url = '', token = '', folder = ''] = process.argv.slice(2)
const client = new PatientClient(url, token, folder, new SimpleFsStorageProvider(join(folder, 'sync.json')))
const me = await client.getUserId()
client.on('room.message', async (roomId, { sender, content }) => {
  if (sender !== me) await client.sendText(roomId, `echo ${content.body}`)
})
client.on('room.invite', (roomId) => client.joinRoom(roomId))
await client.start()
process.stdout.write(`${client.crypto.clientDeviceEd25519}\n`)
