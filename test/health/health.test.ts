import { Server } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openHealth } from '../../adapters/health/health.ts'
import { filledIn } from '../support/filled-in.ts'

test('a connection that the machine has no room for does not end the program', async () => {
  const listening = vi.spyOn(Server.prototype, 'listen')
  const told: string[] = []
  const log = (_level: string, message: string, fields = {}) => void told.push(filledIn(message, fields))
  const health = await openHealth({ host: '127.0.0.1', port: 0 }, log)
  onTestFinished(health.close)
  const [server] = listening.mock.contexts as [Server]
  listening.mockRestore()
  server.emit('error', Object.assign(new Error('accept ENFILE'), { code: 'ENFILE' }))
  expect(told.at(-1)).toBe('Somebody who asks how the bot is was not heard: ENFILE.')
  const { port } = server.address() as { port: number }
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
})
