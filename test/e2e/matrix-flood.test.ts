import { expect, test } from 'vitest'
import { expectedAnswers, expectedNotices, flood, perAsker, senders, settled } from '../support/flood.ts'
import { tellingHeap } from '../support/live-heap.ts'
import type { Account } from './register-account.ts'
import { startBot } from './running-bot.ts'
import { openStage } from './stage.ts'

/** By how much memory in use may differ after the same flood again, in bytes: 4 kB a message would be more. */
const slack = 4_000_000

const { homeserver, anna } = await openStage()

async function call(account: Account, method: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${homeserver.url}/_matrix/client/v3${path}`, {
    ...{ method, body: JSON.stringify(body) },
    headers: { authorization: `Bearer ${account.accessToken}` },
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
}

test('a flood is answered as far as its senders may ask, each is told once, and no memory is kept', async () => {
  const account = await homeserver.register('Guide')
  await using bot = await startBot({ homeserver: homeserver.url, account, perAsker: `${perAsker}/h`, env: tellingHeap })
  let sent = 0

  const floodOnce = async (): Promise<number> => {
    const people = await Promise.all(Array.from({ length: senders }, () => homeserver.register('Sender')))
    const room = await anna.createRoom({ invite: [bot.userId, ...people.map(({ userId }) => userId)] })
    const path = `/rooms/${encodeURIComponent(room)}`
    for (const person of people) await call(person, 'POST', `${path}/join`, {})
    await anna.waitForMember(room, bot.userId)
    const content = { msgtype: 'm.text', body: '!messenger explain pfs' }
    const ask = async (sender: number) => {
      const person = people[sender]
      if (person) await call(person, 'PUT', `${path}/send/m.room.message/${++sent}`, content)
    }
    const said = () =>
      anna
        .eventsIn(room)
        .filter(({ sender, type }) => sender === bot.userId && type === 'm.room.message')
        .map((event) => event.content.body ?? '')
    await flood(ask)
    await settled(() => said().length, expectedAnswers + expectedNotices)
    // What comes after it is answered after it.
    const question = await anna.ask(room, '!messenger signal')
    await anna.waitForReply(question)
    const [last = '', ...before] = said().toReversed()
    expect(last).toContain('Signal')
    expect(before.filter((text) => text.includes('Forward secrecy'))).toHaveLength(expectedAnswers)
    expect(before.filter((text) => text.includes('Too many questions'))).toHaveLength(expectedNotices)
    expect(before).toHaveLength(expectedAnswers + expectedNotices)
    return bot.liveHeap()
  }
  const before = await floodOnce()
  expect((await floodOnce()) - before).toBeLessThan(slack)
  expect(bot.log()).not.toMatch(/error/)
}, 300_000)
