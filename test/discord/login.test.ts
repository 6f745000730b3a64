import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PermissionsBitField } from 'discord.js'
import { expect, onTestFinished, test } from 'vitest'
import { invitations } from '../../adapters/discord/invitation.ts'
import { root } from '../support/guide.ts'
import { type DiscordOptions, startDiscord } from './server/start-discord.ts'

/** What `npm run login -- discord` says to an operator with this token. */
async function logIn(options: DiscordOptions = {}, token?: string) {
  const discord = await startDiscord(options)
  const folder = await mkdtemp(join(tmpdir(), 'messenger-guide-'))
  onTestFinished(async () => {
    await rm(folder, { recursive: true })
    await discord.close()
  })
  const config = join(folder, 'guide.yaml')
  writeFileSync(config, `discord:\n  api: ${discord.api}/\n`)
  const env = { ...process.env, DISCORD_TOKEN_FILE: undefined, DISCORD_TOKEN: token ?? discord.token }
  const said = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    const words = [join(root, 'adapters/start.js'), 'login', 'discord', '--config', config]
    execFile(process.execPath, words, { env, timeout: 30_000 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })
  return { id: discord.bot.id, token: discord.token, ...said }
}

test('prints an address for servers and one for people, and says what to switch on', async () => {
  const { id, token, code, stdout, stderr } = await logIn()
  expect(code).toBe(0)
  const { server, person } = invitations(id)
  expect(stdout.split('\n')).toEqual(expect.arrayContaining([server, person]))
  for (const words of ['DISCORD_TOKEN_FILE', 'Message Content Intent: on', 'User Install: off'])
    expect(stderr).toContain(words)
  expect(stdout + stderr).not.toContain(token)
})

test('says that messages with a prefix cannot be read without the intent', async () => {
  expect((await logIn({ messageContent: false })).stderr).toContain('Message Content Intent: off, so !messenger')
})

test('a token that Discord does not know is one clear line and exit code 2', async () => {
  const { code, stderr } = await logIn({}, 'wrong')
  expect(code).toBe(2)
  expect(stderr).toContain('Discord does not know the token in DISCORD_TOKEN.')
  expect(stderr).not.toContain('    at ')
})

test('the addresses ask for the needed permissions and scopes, and no others', () => {
  const { server, person } = invitations('1')
  const asked = (address: string) => Object.fromEntries(new URL(address).searchParams)
  const { permissions = '', ...rest } = asked(server)
  expect(new PermissionsBitField(BigInt(permissions)).toArray()).toEqual([
    ...['ViewChannel', 'SendMessages', 'ReadMessageHistory', 'SendMessagesInThreads', 'PinMessages'],
  ])
  expect(rest).toEqual({ client_id: '1', integration_type: '0', scope: 'bot applications.commands' })
  expect(asked(person)).toEqual({ client_id: '1', integration_type: '1', scope: 'applications.commands' })
})
