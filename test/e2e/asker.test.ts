import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asker, startAsker } from './asker.ts'
import { type Homeserver, startHomeserver } from './homeserver.ts'

let homeserver: Homeserver
let anna: Asker
let ben: Asker

beforeAll(async () => {
  homeserver = await startHomeserver()
  anna = await startAsker(homeserver, 'Anna')
  ben = await startAsker(homeserver, 'Ben')
})

afterAll(async () => {
  await Promise.all([anna?.stop(), ben?.stop()])
  await homeserver?.stop()
})

/** A room with both in it, each knowing the other is there. */
async function meet(options: { encrypted: boolean; direct?: boolean }): Promise<string> {
  const room = await anna.createRoom({ ...options, invite: [ben.userId] })
  await ben.join(room)
  await anna.waitForMember(room, ben.userId)
  return room
}

test.each([false, true])('two askers talk, in an encrypted room: %s', async (encrypted) => {
  const room = await meet({ encrypted })
  const question = await anna.ask(room, 'Does it need a phone number?')
  const heard = await ben.waitForEvent(room, (event) => event.content.body !== undefined)
  expect(heard).toMatchObject({ event_id: question, sender: anna.userId, encrypted })
  expect(heard.content).toMatchObject({ msgtype: 'm.text', body: 'Does it need a phone number?' })

  const answer = await ben.ask(room, 'It does. ☎', { replyTo: question, mentions: [anna.userId] })
  const reply = await anna.waitForReply(question)
  expect(reply).toMatchObject({ event_id: answer, sender: ben.userId, encrypted })
  expect(reply.content).toMatchObject({ body: 'It does. ☎', 'm.mentions': { user_ids: [anna.userId] } })
})

test.each([false, true])(
  'threads, edits, reactions and redactions arrive, in an encrypted room: %s',
  async (encrypted) => {
    const room = await meet({ encrypted })
    const question = await anna.ask(room, 'first')
    const inThread = await ben.ask(room, 'in a thread', { thread: question })
    const corrected = await ben.ask(room, 'in the thread', { edits: inThread })
    const reaction = await anna.react(room, inThread, '👍')
    const redaction = await anna.redact(room, question)

    await ben.waitForEvent(room, (event) => event.event_id === redaction)
    await anna.waitForEvent(room, (event) => event.event_id === redaction)
    expect(anna.answersTo(question).map((event) => event.event_id)).toEqual([inThread])
    const contentOf = (id: string) => ben.eventsIn(room).find((event) => event.event_id === id)?.content
    expect(contentOf(inThread)).toMatchObject({ 'm.relates_to': { rel_type: 'm.thread', event_id: question } })
    expect(contentOf(corrected)).toMatchObject({
      'm.new_content': { body: 'in the thread' },
      'm.relates_to': { rel_type: 'm.replace', event_id: inThread },
    })
    expect(contentOf(reaction)).toMatchObject({ 'm.relates_to': { event_id: inThread, key: '👍' } })
  },
)

test('one who joins late reads what is asked from then on, and nothing from before', async () => {
  const room = await anna.createRoom({ encrypted: true, direct: true })
  const before = await anna.ask(room, 'alone')
  await anna.invite(room, ben.userId)
  await ben.join(room)
  await anna.waitForMember(room, ben.userId)
  const after = await anna.ask(room, 'together')
  await ben.waitForEvent(room, (event) => event.event_id === after && event.content.body === 'together')
  const seen = await ben.waitForEvent(room, (event) => event.event_id === before)
  expect(seen).toMatchObject({ type: 'm.room.encrypted', encrypted: true })
})

test('waiting for a reply that never comes says so', async () => {
  const room = await meet({ encrypted: false })
  const question = await anna.ask(room, 'Anybody?')
  await expect(ben.waitForReply(question, 200)).rejects.toThrow('in vain')
})

test.skipIf(process.env.SYNAPSE_URL)(
  'a restarted server keeps accounts, rooms and messages, and askers go on',
  async () => {
    const room = await meet({ encrypted: true })
    await homeserver.restart()
    const question = await anna.ask(room, 'Still there?')
    await ben.waitForEvent(room, (event) => event.event_id === question && event.content.body === 'Still there?')
  },
)
