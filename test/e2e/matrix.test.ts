import { beforeAll, describe, expect, test } from 'vitest'
import { openStageWithBot } from './stage.ts'

const { anna, bot, ben } = await openStageWithBot()

/** A room of Anna's with the bot, and with Ben unless it is a direct one. */
async function openRoom(options: { encrypted: boolean; direct?: boolean }): Promise<string> {
  const others = options.direct ? [bot.userId] : [bot.userId, ben.userId]
  const room = await anna.createRoom({ ...options, invite: others })
  if (!options.direct) await ben.join(room)
  for (const other of others) await anna.waitForMember(room, other)
  return room
}

const body = (event: { content: { readonly [key: string]: unknown } }) => String(event.content.body)

describe.each([false, true])('in a room, encrypted: %s', (encrypted) => {
  let room: string
  beforeAll(async () => {
    room = await openRoom({ encrypted })
  })

  test('a command is answered as a reply to the asker alone', async () => {
    const question = await anna.ask(room, '!messenger compare signal session')
    const answer = await anna.waitForReply(question)
    expect(answer).toMatchObject({ sender: bot.userId, encrypted })
    expect(answer.content).toMatchObject({
      msgtype: 'm.notice',
      format: 'org.matrix.custom.html',
      'm.mentions': { user_ids: [anna.userId] },
    })
    expect(body(answer)).toContain('Where they differ')
  })

  test('a mention asks too, in any language', async () => {
    const question = await ben.ask(room, `${bot.userId} האם לסשן יש סודיות קדימה?`, { mentions: [bot.userId] })
    expect(body(await ben.waitForReply(question))).toMatch(/^\u200F/)
  })

  test('what is not for the bot is not answered', async () => {
    const chatter = await anna.ask(room, 'is session as safe as signal?')
    const question = await anna.ask(room, '!messenger signal')
    await anna.waitForReply(question)
    expect(anna.answersTo(chatter)).toEqual([])
  })

  test('a question in a thread is answered there', async () => {
    const root = await anna.ask(room, 'let us talk about messengers')
    const question = await ben.ask(room, '!messenger explain pfs', { thread: root })
    const answer = await ben.waitForReply(question)
    expect(answer.content['m.relates_to']).toMatchObject({ rel_type: 'm.thread', event_id: root })
  })

  test('a reply to an answer is understood from it', async () => {
    const question = await anna.ask(room, '!messenger does session have forward secrecy?')
    const answer = await anna.waitForReply(question)
    const followUp = await anna.ask(room, 'and briar?', { replyTo: answer.event_id })
    expect(body(await anna.waitForReply(followUp))).toContain('Briar')
  })

  test('an edited question edits its answer', async () => {
    const question = await anna.ask(room, '!messenger explain metadata')
    const answer = await anna.waitForReply(question)
    await anna.ask(room, '!messenger explain forward secrecy', { edits: question })
    const edit = await anna.waitForEvent(
      room,
      ({ sender, content }) =>
        sender === bot.userId &&
        (content['m.relates_to'] as { event_id?: string } | undefined)?.event_id === answer.event_id,
    )
    expect(edit.content).toMatchObject({ 'm.relates_to': { rel_type: 'm.replace' } })
    expect(JSON.stringify(edit.content['m.new_content'])).toContain('Forward secrecy')
  })

  test('a redacted question takes its answer along', async () => {
    const question = await anna.ask(room, '!messenger briar')
    const answer = await anna.waitForReply(question)
    await anna.redact(room, question)
    await anna.waitForEvent(
      room,
      ({ type, sender, content, redacts }) =>
        type === 'm.room.redaction' && sender === bot.userId && (redacts ?? content.redacts) === answer.event_id,
    )
  })
})

describe.each([false, true])('a direct chat, encrypted: %s', (encrypted) => {
  test('needs no prefix', async () => {
    const room = await openRoom({ encrypted, direct: true })
    const question = await anna.ask(room, 'ma session ha la segretezza in avanti?')
    const answer = await anna.waitForReply(question)
    expect(body(answer)).toContain('Segretezza in avanti')
    expect(body(answer)).not.toContain('!messenger')
  })
})

test('a notice is not answered, nor the bot itself, nor an edit that changes nothing', async () => {
  const room = await openRoom({ encrypted: false, direct: true })
  const notice = await anna.send(room, 'm.room.message', { msgtype: 'm.notice', body: '!messenger signal' })
  const question = await anna.ask(room, 'signal')
  await anna.waitForReply(question)
  await anna.ask(room, '  Signal ', { edits: question })
  const last = await anna.ask(room, 'briar')
  await anna.waitForReply(last)
  expect(anna.answersTo(notice)).toEqual([])
  expect(
    anna.eventsIn(room).filter(({ sender, type }) => sender === bot.userId && type === 'm.room.message'),
  ).toHaveLength(2)
})

test('an edit can make a question of a message, which is then answered', async () => {
  const room = await openRoom({ encrypted: true })
  const message = await anna.ask(room, '!mesenger signal')
  await anna.ask(room, '!messenger signal', { edits: message })
  await anna.waitForReply(message)
})

describe('an answer is removed', () => {
  const removal = (room: string, answer: string) =>
    anna.waitForEvent(
      room,
      ({ type, sender, content, redacts }) =>
        type === 'm.room.redaction' && sender === bot.userId && (redacts ?? content.redacts) === answer,
    )

  test.each(['❌', '✖️'])('by the asker who crosses it out with %s', async (cross) => {
    const room = await openRoom({ encrypted: true })
    const answer = await anna.waitForReply(await anna.ask(room, '!messenger signal'))
    await anna.react(room, answer.event_id, cross)
    await removal(room, answer.event_id)
  })

  test('by a moderator, but by nobody else', async () => {
    const room = await openRoom({ encrypted: false })
    const hers = await anna.waitForReply(await anna.ask(room, '!messenger signal'))
    const his = await anna.waitForReply(await ben.ask(room, '!messenger briar'))
    await ben.react(room, hers.event_id, '❌')
    await anna.react(room, his.event_id, '❌')
    await removal(room, his.event_id)
    expect(anna.eventsIn(room).filter(({ type }) => type === 'm.room.redaction')).toHaveLength(1)
  })
})

test('a redaction in disguise, encrypted so that no server checks it, removes nothing', async () => {
  const room = await openRoom({ encrypted: true })
  const question = await anna.ask(room, '!messenger signal')
  await anna.waitForReply(question)
  await ben.send(room, 'm.room.redaction', { redacts: question })
  await ben.waitForReply(await ben.ask(room, '!messenger briar'))
  expect(ben.eventsIn(room).filter(({ type, sender }) => type === 'm.room.redaction' && sender === bot.userId)).toEqual(
    [],
  )
})

test('only moderators change the language of a room', async () => {
  const room = await openRoom({ encrypted: false })
  expect(body(await ben.waitForReply(await ben.ask(room, '!messenger language it')))).toContain(
    'the right to change pinned messages',
  )
  expect(body(await anna.waitForReply(await anna.ask(room, '!messenger language it')))).toContain('italiano')
  expect(body(await ben.waitForReply(await ben.ask(room, '!messenger signal')))).toContain('Segretezza')
})

test('a room may choose tables, and what is kept of it is told', async () => {
  const room = await openRoom({ encrypted: false })
  await anna.waitForReply(await anna.ask(room, '!messenger settings layout table'))
  const answer = await anna.waitForReply(await anna.ask(room, '!messenger compare signal session'))
  expect(answer.content.formatted_body).toContain('<table>')
  expect(body(await anna.waitForReply(await anna.ask(room, '!messenger privacy')))).toContain('30 days')
})

test('an upgraded room is followed, with its settings', async () => {
  const old = await openRoom({ encrypted: false })
  await anna.waitForReply(await anna.ask(old, '!messenger language it'))
  const next = await anna.upgrade(old)
  await anna.invite(next, bot.userId)
  await anna.waitForMember(next, bot.userId)
  expect(body(await anna.waitForReply(await anna.ask(next, '!messenger explain pfs')))).toContain('Segretezza')
})

test('a room that everybody else has left is left', async () => {
  const room = await anna.createRoom({ invite: [bot.userId] })
  await anna.waitForMember(room, bot.userId)
  await anna.leave(room)
  await bot.tells(/Left a room/)
})
