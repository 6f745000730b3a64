import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openHealth } from '../../adapters/health/health.ts'
import { openProgram } from './program-on-discord.ts'

const health = 'health: { port: 0 }\n'

/** The program with its health told at a free port. */
async function openHealthy(sections = '', env: Readonly<Record<string, string>> = {}) {
  const program = await openProgram(health + sections)
  const { told, tells, ...running } = program.run(env)
  const { port } = await tells(/Health at/)
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`)
    return { status: response.status, text: await response.text() }
  }
  const metrics = async () => (await get('/metrics')).text.split('\n')
  const readiness = async () => {
    const { status, text } = await get('/readyz')
    return { status, ...JSON.parse(text) }
  }
  return { ...program, ...running, told, tells, get, metrics, readiness }
}

test('what was asked is counted, and nothing tells by whom, where or in what words', async () => {
  const { channel, guild, anna, get, answers, readiness, metrics } = await openHealthy('limits: { perAsker: 5/min }\n')
  expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' })
  await answers
  await expect.poll(readiness).toEqual({ status: 200, discord: { ready: true } })
  await anna.say(channel, '!messenger compare signal session')
  await anna.say(channel, '!messenger is briar quantum resistant?')
  await anna.say(channel, '!messenger זלזוג קרפד')
  await anna.slash(channel, 'messenger explain', { term: 'metadata' })
  await anna.say(channel, '!messenger signal')
  await anna.say(channel, '!messenger molly')
  const lines = await metrics()
  const asked = 'messenger_guide_questions_total{platform="discord",command='
  expect(lines).toEqual(
    expect.arrayContaining([
      `${asked}"compare",outcome="answered",language="en"} 1`,
      `${asked}"ask",outcome="not-stated",language="en"} 1`,
      `${asked}"explain",outcome="answered",language="en"} 1`,
      `${asked}"card",outcome="answered",language="en"} 1`,
      'messenger_guide_unanswered_total{intent="fact",outcome="not-stated"} 1',
      'messenger_guide_rate_limited_total{platform="discord"} 1',
      'messenger_guide_answer_seconds_count{platform="discord"} 6',
      'messenger_guide_adapter_ready{platform="discord"} 1',
      'messenger_guide_reconnects_total{platform="discord"} 0',
    ]),
  )
  const everything = lines.join('\n')
  for (const secret of ['anna', anna.user.id, channel.id, guild.id, 'זלזוג', 'quantum'])
    expect(everything).not.toContain(secret)
})

test('a lost connection is told until it is back, and then counted', async () => {
  const { discord, answers, readiness, metrics } = await openHealthy()
  await answers
  await expect.poll(readiness).toMatchObject({ status: 200 })
  discord.gateway.admit(false)
  discord.gateway.cut()
  await expect
    .poll(readiness)
    .toEqual({ status: 503, discord: { ready: false, reason: '1 of 1 connections are down' } })
  discord.gateway.admit(true)
  await expect.poll(readiness, { timeout: 20_000 }).toEqual({ status: 200, discord: { ready: true } })
  expect(await metrics()).toContain('messenger_guide_reconnects_total{platform="discord"} 1')
})

test('an adapter that cannot go on is told and tried again, while the other answers', async () => {
  let isHomeserver = false
  const server = createServer((_, response) => response.writeHead(isHomeserver ? 502 : 404).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const matrix = `matrix:\n  homeserver: http://127.0.0.1:${port}\n`
  const { channel, anna, answers, readiness, metrics, tells } = await openHealthy(matrix, { MATRIX_ACCESS_TOKEN: 'x' })
  await answers
  await tells(/Cannot go on: .* is no Matrix homeserver/)
  expect((await anna.say(channel, '!messenger signal')).text).toContain('Signal')
  const reason = expect.stringContaining('is no Matrix homeserver')
  expect(await readiness()).toEqual({ status: 503, discord: { ready: true }, matrix: { ready: false, reason } })
  isHomeserver = true
  await tells(/does not answer \(502\)/)
  expect(await metrics()).toContain('messenger_guide_adapter_restarts_total{platform="matrix"} 1')
})

test('while it is not known yet on which platforms it will answer, it is not ready', async () => {
  let port: unknown
  const health = await openHealth({ host: '127.0.0.1', port: 0 }, (_level, _message, fields) => {
    port = fields?.port
  })
  onTestFinished(health.close)
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503)
})

test('an address that is taken is one line and exit code 2', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const { run } = await openProgram(`health: { port: ${port} }\n`)
  const { told, ended } = run()
  expect(await ended).toBe(2)
  expect(told).toEqual([expect.stringMatching(/^health: cannot listen at 127\.0\.0\.1, port \d+: something else/)])
})
