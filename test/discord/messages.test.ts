import { PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { openGuide } from './guide-on-discord.ts'

const sendRoute = 'POST /channels/:channel/messages'

describe('what is for the bot', () => {
  test('a prefix, a mention anywhere, a direct message', async () => {
    const { discord, channel, anna } = await openGuide()
    expect((await anna.say(channel, '!messenger does session have forward secrecy?')).text).toContain('lacks forward')
    expect((await anna.say(channel, '!Messenger briar')).text).toContain('Briar')
    expect((await anna.say(channel, `<@${discord.bot.id}>, what is metadata?`)).text).toContain('Metadata')
    expect((await anna.say(channel, `so, <@!${discord.bot.id}> signal`)).text).toContain('Signal')
    expect((await anna.say(discord.direct(anna), 'simplex')).text).toContain('SimpleX')
  })

  test('in a thread, too', async () => {
    const { discord, guild, channel, anna } = await openGuide()
    const thread = discord.thread({ ...channel, guild }, 'aside')
    expect((await anna.say(thread, '!messenger signal')).text).toContain('Signal')
  })

  test('a reply to an answer goes on from it, without calling the bot again', async () => {
    const { channel, anna } = await openGuide()
    const first = await anna.say(channel, '!messenger does session have forward secrecy?')
    const second = await anna.say(channel, 'and briar?', first)
    expect(second.text).toMatch(/Briar, Forward secrecy/)
  })

  test('other bots, its own messages and system messages are not', async () => {
    const { discord, channel, anna } = await openGuide()
    discord.leave(channel, { content: '!messenger signal' })
    const answer = await anna.say(channel, '!messenger briar')
    expect(anna.sees(channel).filter(({ message }) => message.replyTo)).toHaveLength(1)
    expect(answer.text).toContain('Briar')
  })

  test('nobody is notified, and the question is replied to', async () => {
    const { channel, anna } = await openGuide()
    const { message, notified } = await anna.say(channel, '!messenger @everyone signal')
    expect(notified).toEqual([])
    expect(message.replyTo?.content).toBe('!messenger @everyone signal')
  })
})

describe('a question that changes', () => {
  test('edited, its answer is edited; a preview of a link changes nothing', async () => {
    const { discord, channel, anna } = await openGuide()
    const { message } = await anna.say(channel, '!messenger signal')
    const question = message.replyTo as typeof message
    expect((await anna.edit(question, '!messenger briar')).message).toBe(message)
    discord.unfurl(question)
    await anna.say(channel, '!messenger session')
    expect(anna.sees(channel)).toHaveLength(2)
    expect(discord.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
  })

  test('edited right after it was asked, it has one answer, the right one', async () => {
    const { discord, channel, anna } = await openGuide()
    const { release } = discord.faults.hold(sendRoute)
    const asked = anna.post(channel, '!messenger signal')
    const edited = discord.nextRequest('PATCH /channels/:channel/messages/:message')
    const answered = anna.edit(asked, '!messenger briar')
    release()
    await Promise.all([answered, edited])
    await anna.say(channel, '!messenger session')
    const [first, ...others] = anna.sees(channel)
    expect(first?.text).toContain('Briar')
    expect(others).toHaveLength(1)
  })

  test('that becomes one only by an edit is answered', async () => {
    const { channel, anna } = await openGuide()
    const message = anna.post(channel, 'signal')
    expect((await anna.edit(message, '!messenger signal')).text).toContain('Signal')
  })

  test('deleted, alone or with others, takes its answer along', async () => {
    const { channel, anna } = await openGuide()
    const { message } = await anna.say(channel, '!messenger signal')
    await anna.remove(message.replyTo as typeof message)
    expect(anna.sees(channel)).toEqual([])
  })

  test('whose answer somebody removed stays without one', async () => {
    const { discord, channel, anna } = await openGuide()
    const answer = await anna.say(channel, '!messenger signal')
    await anna.pressAway(answer, 'Remove this answer')
    const edited = discord.nextRequest('PATCH /channels/:channel/messages/:message')
    const question = answer.message.replyTo as typeof answer.message
    anna.edit(question, '!messenger briar').catch(() => undefined)
    expect(await edited).toMatchObject({ status: 404 })
    await anna.say(channel, '!messenger session')
    expect(anna.sees(channel)).toHaveLength(1)
  })
})

describe('languages', () => {
  test('a server has its own, set by whoever may remove messages there, for all its channels', async () => {
    const { discord, guild, channel, anna, moderator } = await openGuide()
    expect((await anna.say(channel, '!messenger language he')).text).toContain('right to manage messages')
    await moderator.say(channel, '!messenger language he')
    const other = discord.text(guild, 'other')
    expect((await anna.say(other, '!messenger signal')).text).toContain('המדריך')
    expect((await anna.say(discord.direct(anna), 'signal')).text).toContain('Recommended')
  })

  test('a question is answered in its own', async () => {
    const { channel, anna } = await openGuide()
    expect((await anna.say(channel, '!messenger quale messenger non chiede il numero di telefono?')).text).toMatch(
      /numero di telefono/i,
    )
  })
})

describe('without the message-content intent', () => {
  test('the operator is told, and mentions, replies that mention and direct messages work', async () => {
    const { discord, channel, anna, told } = await openGuide({ messageContent: false })
    expect(told.join()).toMatch(/warn "Message Content Intent" is off.*begin with !messenger are not answered/)
    anna.post(channel, '!messenger signal')
    const first = await anna.say(channel, `<@${discord.bot.id}> does session have forward secrecy?`)
    expect((await anna.say(channel, 'and briar?', first)).text).toContain('Briar')
    expect((await anna.say(discord.direct(anna), 'simplex')).text).toContain('SimpleX')
    expect(anna.sees(channel)).toHaveLength(2)
  })

  test('nobody is told to type a prefix that is not seen', async () => {
    const { discord, channel, anna } = await openGuide({ messageContent: false })
    const help = await anna.say(channel, `<@${discord.bot.id}>`)
    expect(help.text).toContain('/messenger compare MESSENGER')
    expect(help.text).not.toContain('!messenger')
    expect((await anna.say(discord.direct(anna), 'help')).text).toContain('!messenger compare MESSENGER')
  })
})

describe('permissions', () => {
  test('where it may not write, the operator is told once, and nothing is tried', async () => {
    const { discord, guild, channel, anna, told } = await openGuide()
    const closed = discord.text(guild, 'closed')
    discord.deny(closed, PermissionFlagsBits.SendMessages)
    anna.post(closed, '!messenger signal')
    anna.post(closed, '!messenger briar')
    await anna.say(channel, '!messenger session')
    const warnings = told.filter((line) => line.includes(closed.id))
    expect(warnings).toEqual([expect.stringContaining('without the permission "Send Messages"')])
    expect(discord.requests.filter(({ status }) => status === 403)).toEqual([])
  })

  test('where it may not reply, it answers all the same and says what to grant', async () => {
    const { discord, channel, anna } = await openGuide()
    discord.deny(channel, PermissionFlagsBits.ReadMessageHistory)
    const { text, message } = await anna.say(channel, '!messenger signal')
    expect(text).toMatch(/can grant me: .*Read Message History/)
    expect(message.replyTo).toBeUndefined()
  })
})
