import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { expect, test, vi } from 'vitest'
import { startHomeserver } from './homeserver.ts'

const anotherRun = `
  import { startAsker } from ${JSON.stringify(new URL('asker.ts', import.meta.url).href)}
  import { startHomeserver } from ${JSON.stringify(new URL('homeserver.ts', import.meta.url).href)}
  await startAsker(await startHomeserver(), 'Anna')
  console.log('ready')`

/** The ids of all processes that a process has started, directly or not. */
async function descendants(id: number | string): Promise<string[]> {
  const children = (await readFile(`/proc/${id}/task/${id}/children`, 'utf8')).split(' ').filter(Boolean)
  return [...children, ...(await Promise.all(children.map(descendants))).flat()]
}

const ofOurOwn = test.skipIf(process.env.SYNAPSE_URL)

ofOurOwn('a run that is killed leaves no process and no mount behind', async () => {
  const run = spawn(process.execPath, ['--input-type=module', '-e', anotherRun], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(createInterface(run.stdout), 'line')
  const started = await descendants(run.pid ?? 0)
  expect(started.length).toBeGreaterThanOrEqual(5)

  run.kill('SIGKILL')
  const left = () => started.filter((id) => existsSync(`/proc/${id}`))
  await vi.waitFor(() => expect(left()).toEqual([]), 10_000)
  expect(await readFile('/proc/self/mounts', 'utf8')).not.toContain('messenger-guide/synapse')
})

ofOurOwn('two homeservers run beside each other, and each ends when told', async () => {
  const [one, other] = await Promise.all([startHomeserver(), startHomeserver()])
  expect(one.url).not.toBe(other.url)
  await one.stop()
  await expect(fetch(one.url)).rejects.toThrow('fetch failed')
  expect((await other.register('Anna')).userId).toMatch(/^@anna-.*:localhost$/)
  await other.stop()
  expect(await descendants(process.pid)).toEqual([])
})

test('a given server needs its secret, and is not ours to restart', async () => {
  vi.stubEnv('SYNAPSE_URL', 'http://127.0.0.1:1')
  vi.stubEnv('SYNAPSE_SECRET', '')
  await expect(startHomeserver()).rejects.toThrow('SYNAPSE_URL needs SYNAPSE_SECRET')
  vi.stubEnv('SYNAPSE_SECRET', 'secret')
  await expect((await startHomeserver()).restart()).rejects.toThrow('cannot be restarted')
  vi.unstubAllEnvs()
})
