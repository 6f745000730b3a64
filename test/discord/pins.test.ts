import { PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { type Content, createBot, openState } from '../../src/index.ts'
import { everyQuestion } from '../support/every-question.ts'
import { realContent } from '../support/guide.ts'
import { manyQuestions, openGuide } from './guide-on-discord.ts'
import { readMessage } from './server/read-message.ts'
import type { Channel } from './server/world.ts'

const postRoute = 'POST /channels/:channel/messages'
const editRoute = 'PATCH /channels/:channel/messages/:message'
const pinRoute = 'PUT /channels/:channel/messages/pins/:message'
const unpinRoute = 'DELETE /channels/:channel/messages/pins/:message'

/** A guide whose state outlives it, on the same content or another. */
async function openBoard() {
  const state = openState()
  const botOn = (content: Content) => createBot({ content, state, limits: manyQuestions })
  const bot = botOn(realContent())
  const guide = await openGuide({ bot })
  const { discord, channel, moderator, start } = guide
  let latest = guide.stop
  let counted = 0
  return {
    ...guide,
    ...{ state, bot },
    pins: (card: string, where: Channel = channel) => moderator.slash(where, 'messenger pin', { card }),
    restart: async (content = realContent(), meanwhile: () => void = () => undefined) => {
      await latest()
      meanwhile()
      const next = await start({ bot: botOn(content) })
      latest = next.stop
      return next
    },
    stopAll: () => latest(),
    /** How often each route was asked since this was called last. */
    asked: () => {
      const since = discord.requests.slice(counted)
      counted = discord.requests.length
      return (route: string) => since.filter((request) => request.route === route).length
    },
  }
}

/** What the pinned messages of a channel say. */
const cardsIn = ({ pins }: Channel) => pins.map(({ message }) => readMessage(message).text)

/** The real content with one sentence changed, which all cards with sources say. */
function contentSaying(source: string): Content {
  const content = structuredClone(realContent())
  const { sentences } = content.locales.en as { sentences: Record<string, string> }
  sentences['closing.source'] = source
  return content
}

describe('pinning', () => {
  test('posts a card that replies to nobody and notifies nobody, and pins it; only the asker is told', async () => {
    const { channel, pins } = await openBoard()
    expect(await pins('session')).toMatchObject({ private: true, text: expect.stringMatching(/^Pinned: .Session/) })
    expect(cardsIn(channel)).toEqual([expect.stringContaining('lacks forward secrecy')])
    const [card] = channel.pins
    expect(card?.message).toMatchObject({ notified: [], mentions: [] })
    expect(card?.message.replyTo).toBeUndefined()
    expect(readMessage(card?.message as never).buttons).not.toContain('Remove this answer')
  })

  test('by a message, which is answered', async () => {
    const { channel, moderator } = await openBoard()
    expect((await moderator.say(channel, '!messenger pin compare signal session')).text).toMatch(/^Pinned: .Signal and/)
    expect(cardsIn(channel)).toEqual([expect.stringContaining('Where they differ')])
  })

  test('the same once more updates instead of doubling', async () => {
    const { channel, pins, moderator, asked } = await openBoard()
    await pins('compare signal session')
    asked()
    expect((await pins('compare signal session')).text).toContain('pinned already')
    expect(asked()(editRoute)).toBe(0)
    await moderator.say(channel, '!messenger pin compare session signal')
    expect(cardsIn(channel)).toEqual([expect.stringContaining('Session and Signal')])
  })

  test('what people pinned stays', async () => {
    const { channel, pins, moderator, anna } = await openBoard()
    const rules = anna.post(channel, 'the rules')
    moderator.pin(rules)
    await pins('signal')
    await moderator.slash(channel, 'messenger unpin', { card: 'signal' })
    expect(channel.pins.map(({ message }) => message)).toEqual([rules])
  })

  test('by several at once loses nothing', async () => {
    const { discord, guild, channel, moderator } = await openBoard()
    const other = discord.person('olga')
    discord.join(guild, other, PermissionFlagsBits.PinMessages)
    const cards = ['signal', 'session', 'briar', 'molly', 'simplex', 'element']
    const asking = cards.flatMap((card) => [
      moderator.slash(channel, 'messenger pin', { card }),
      other.say(channel, `!messenger pin ${card}`),
    ])
    await Promise.all(asking)
    expect(channel.pins).toHaveLength(6)
  })

  test('an edited message pins what it says then, and is not carried out again when Discord tells of it for other reasons', async () => {
    const { discord, channel, moderator } = await openBoard()
    const { message } = await moderator.say(channel, '!messenger pin signal')
    const question = message.replyTo as typeof message
    await moderator.edit(question, '!messenger pin briar')
    expect(cardsIn(channel)).toEqual([expect.stringContaining('Signal'), expect.stringContaining('Briar')])
    await moderator.slash(channel, 'messenger unpin', { card: 'briar' })
    discord.unfurl(question)
    await moderator.say(channel, '!messenger session')
    expect(channel.pins).toHaveLength(1)
  })

  test('in a direct chat with the bot', async () => {
    const { discord, anna } = await openBoard()
    const direct = discord.direct(anna)
    expect((await anna.say(direct, 'pin signal')).text).toMatch(/^Pinned: .Signal/)
    expect(direct.pins).toHaveLength(1)
  })

  test('in a thread', async () => {
    const { discord, guild, channel, pins } = await openBoard()
    const thread = discord.thread({ ...channel, guild }, 'aside')
    await pins('signal', thread)
    expect(thread.pins).toHaveLength(1)
  })

  test.each(['reset', 'close'] as const)('through requests whose answers are lost by a %s', async (loss) => {
    const { discord, channel, moderator } = await openBoard()
    for (const route of [postRoute, pinRoute]) discord.faults.lose(route, loss)
    await moderator.slash(channel, 'messenger pin', { card: 'signal' })
    expect(channel.pins).toHaveLength(1)
    expect(moderator.sees(channel).filter(({ text }) => text.includes('Sources'))).toHaveLength(1)
  })

  test('a slow Discord is waited for', async () => {
    const { discord, channel, moderator } = await openBoard()
    const { release } = discord.faults.hold(pinRoute)
    const asked = moderator.slash(channel, 'messenger pin', { card: 'signal' })
    const deferred = await discord.nextRequest('POST /interactions/:interaction/:token/callback')
    expect(deferred.body).toMatchObject({ type: 5 })
    release()
    expect(await asked).toMatchObject({ text: expect.stringMatching(/^Pinned: .Signal/) })
  })
})

describe('taking down', () => {
  test('leaves the message, which a button deletes', async () => {
    const { channel, pins, moderator } = await openBoard()
    await pins('signal')
    const [{ message: card } = {}] = channel.pins
    const done = await moderator.slash(channel, 'messenger unpin', { card: 'signal' })
    expect([channel.pins, channel.messages.has(card?.id ?? '')]).toEqual([[], true])
    expect((await moderator.press(done, 'Delete the message, too')).text).toContain('deleted')
    expect(channel.messages.has(card?.id ?? '')).toBe(false)
  })

  test('what is pinned is listed, and posted anew by a button', async () => {
    const { channel, pins, moderator } = await openBoard()
    for (const card of ['signal', 'session']) await pins(card)
    const before = channel.pins.map(({ message }) => message)
    const list = await moderator.slash(channel, 'messenger pins')
    expect(list.text).toMatch(/signal[\s\S]*session/)
    expect((await moderator.press(list, 'Post them anew')).text).toContain('posted anew')
    expect(channel.pins).toHaveLength(2)
    for (const message of before) expect(channel.messages.has(message.id)).toBe(false)
  })
})

describe('rights', () => {
  test('who may not pin is told which right that takes, and nothing is done', async () => {
    const { discord, channel, anna, asked } = await openBoard()
    for (const [path, values] of [
      ['messenger pin', { card: 'signal' }],
      ['messenger unpin', { card: 'signal' }],
      ['messenger pins', { renew: 'renew' }],
    ] as const)
      expect((await anna.slash(channel, path, values)).text).toContain('right to pin messages')
    expect((await anna.say(channel, '!messenger pin signal')).text).toContain('right to pin messages')
    expect(asked()(pinRoute)).toBe(0)
    const keeper = discord.person('kim')
    discord.join(channel.guild as never, keeper, PermissionFlagsBits.ManageMessages)
    expect((await keeper.slash(channel, 'messenger pin', { card: 'signal' })).text).toContain('right to pin messages')
  })

  test.each([
    ['PinMessages', 'Pin Messages'],
    ['ReadMessageHistory', 'Read Message History'],
    ['SendMessages', 'Send Messages'],
    ['ViewChannel', 'View Channels'],
  ] as const)('without %s the bot says what to grant and where, and nothing is done', async (permission, name) => {
    const { discord, channel, pins, moderator } = await openBoard()
    discord.deny(channel, PermissionFlagsBits[permission])
    const { text } = await pins('signal')
    expect(text).toContain(`can grant me: ${name}. That is under Server Settings`)
    expect([channel.pins, moderator.sees(channel).length]).toEqual([[], 1])
    expect(discord.requests.filter(({ status }) => status === 403)).toEqual([])
  })

  test('what it may no longer take down, it says', async () => {
    const { discord, channel, pins, moderator } = await openBoard()
    await pins('signal')
    discord.deny(channel, PermissionFlagsBits.PinMessages)
    const { text } = await moderator.slash(channel, 'messenger unpin', { card: 'signal' })
    expect(text).toContain('can grant me: Pin Messages.')
    expect(channel.pins).toHaveLength(1)
  })

  test('where it is no member it must be added first', async () => {
    const { discord, anna } = await openBoard()
    const strange = discord.guild('Strange', { bot: null })
    discord.join(strange, anna, PermissionFlagsBits.PinMessages)
    for (const place of [discord.text(strange, 'general'), discord.group(anna, discord.person('ben'))]) {
      const { text, links } = await anna.slash(place, 'messenger pin', { card: 'signal' })
      expect(text).toContain('only in servers that I was added to')
      expect(links).toEqual([{ label: 'Add me to a server', url: expect.stringContaining('permissions=') }])
    }
  })

  test('a channel with as many pins as Discord allows gets no more', async () => {
    const { channel, pins, moderator, anna } = await openBoard()
    for (let count = 0; count < 250; count++) moderator.pin(anna.post(channel, String(count)))
    expect((await pins('signal')).text).toContain('250 messages are pinned here already')
    expect(channel.pins).toHaveLength(250)
    expect(moderator.sees(channel).filter(({ private: isPrivate }) => !isPrivate)).toEqual([])
  })
})

test('in a full channel the cards that are up are updated and posted anew, as neither takes another pin', async () => {
  const { channel, pins, moderator, anna } = await openBoard()
  await pins('signal')
  for (let count = 0; count < 249; count++) moderator.pin(anna.post(channel, String(count)))
  expect((await pins('signal')).text).toContain('pinned already')
  const list = await moderator.slash(channel, 'messenger pins')
  expect((await moderator.press(list, 'Post them anew')).text).toContain('posted anew')
  expect((await pins('briar')).text).toContain('250 messages are pinned here already')
  expect(channel.pins).toHaveLength(250)
  expect(cardsIn(channel).at(-1)).toContain('Signal')
})

describe('staying true', () => {
  test('other data edit each of 100 cards in several channels once, and nothing is posted', async () => {
    const { discord, guild, channel, pins, restart, asked } = await openBoard()
    const channels = [channel, ...['two', 'three', 'four'].map((name) => discord.text(guild, name))]
    const cards = everyQuestion()
      .filter((card) => /^(card|compare|criteria|history) /.test(card))
      .slice(0, 25)
    for (const one of channels) await Promise.all(cards.map((card) => pins(card, one)))
    expect(channels.map((one) => one.pins.length)).toEqual([25, 25, 25, 25])
    asked()
    await (await restart(contentSaying('by {{source}} on {{date}}, {{licence}}'))).stop()
    const counts = asked()
    expect([postRoute, editRoute, pinRoute, unpinRoute].map(counts)).toEqual([0, 100, 0, 0])
    for (const one of channels) for (const text of cardsIn(one)) expect(text).toContain('by Privacy Guides on')
    await (await restart(contentSaying('by {{source}} on {{date}}, {{licence}}'))).stop()
    expect([postRoute, editRoute, pinRoute].map(asked())).toEqual([0, 0, 0])
  })

  test('data that change while the bot runs change its cards', async () => {
    const { channel, pins, bot, stop, asked } = await openBoard()
    await pins('session')
    asked()
    bot.reload(contentSaying('by {{source}} on {{date}}, {{licence}}'))
    await stop()
    expect(asked()(editRoute)).toBe(1)
    expect(cardsIn(channel)[0]).toContain('by Privacy Guides on')
  })

  test('another language of the server is that of all its cards', async () => {
    const { discord, guild, channel, pins, moderator, stopAll, asked } = await openBoard()
    const other = discord.text(guild, 'other')
    for (const one of [channel, other]) await pins('session', one)
    asked()
    await moderator.slash(channel, 'messenger settings', { language: 'it' })
    await stopAll()
    expect(asked()(editRoute)).toBe(2)
    for (const one of [channel, other]) expect(cardsIn(one)[0]).toContain('segretezza')
  })

  test('what people took down or deleted is forgotten, with channels that are gone', async () => {
    const { discord, guild, channel, pins, moderator, restart, state } = await openBoard()
    const lost = discord.text(guild, 'lost')
    await pins('signal', lost)
    for (const card of ['signal', 'session', 'briar']) await pins(card)
    const [first, second] = channel.pins
    await restart(contentSaying('{{source}}, {{date}}, {{licence}}'), () => {
      moderator.unpin(first?.message as never)
      discord.drop(lost)
    }).then(({ stop }) => stop())
    expect(channel.pins.map(({ message }) => message)).toHaveLength(2)
    const left = [channel, lost].map(({ id }) => state.pins({ platform: 'discord', id }).map(({ command }) => command))
    expect(left).toEqual([['session', 'briar'], []])
    expect(second).toBe(channel.pins[0])
  })

  test('a card that was still on its way into a channel that is gone concerns nobody any more', async () => {
    const { discord, guild, restart, state } = await openBoard()
    const lost = discord.text(guild, 'lost')
    const place = { platform: 'discord', id: lost.id, partOf: guild.id }
    state.keepPin(place, { subject: 'card signal', command: 'signal', cause: '1', status: 'rising' })
    const next = await restart(realContent(), () => discord.drop(lost))
    await next.stop()
    expect(next.told.join()).not.toContain('pinned cards')
    expect(state.pins(place)).toEqual([])
  })

  test('what cannot be reached is left as it is, holds nothing else up, and the operator is told', async () => {
    const { discord, guild, channel, pins, restart, state } = await openBoard()
    const hidden = discord.text(guild, 'hidden')
    const away = discord.guild('Away')
    const far = discord.text(away, 'far')
    const mo = discord.person('far mo')
    discord.join(away, mo, PermissionFlagsBits.PinMessages)
    await mo.slash(far, 'messenger pin', { card: 'signal' })
    for (const one of [hidden, channel]) await pins('session', one)
    const next = await restart(contentSaying('{{source}}, {{date}}, {{licence}}'), () => {
      discord.deny(hidden, PermissionFlagsBits.ReadMessageHistory)
      away.members.delete(discord.bot.id)
    })
    await next.stop()
    expect(next.told.join()).toMatch(/warn Channels whose pinned cards could not be brought up to date: 2 \(/)
    expect(cardsIn(channel)[0]).toContain('2024, CC-BY')
    for (const { id } of [hidden, far]) expect(state.pins({ platform: 'discord', id })).toHaveLength(1)
  })

  test('more than a page of pins is looked through', async () => {
    const { channel, pins, moderator, anna, restart, state } = await openBoard()
    await pins('signal')
    for (let count = 0; count < 120; count++) moderator.pin(anna.post(channel, String(count)))
    await (await restart()).stop()
    expect(state.pins({ platform: 'discord', id: channel.id })).toHaveLength(1)
  })

  test('a card that somebody deleted is posted anew on demand', async () => {
    const { discord, channel, pins, moderator } = await openBoard()
    await pins('signal')
    const removed = channel.pins[0]?.message as Parameters<typeof moderator.remove>[0]
    await moderator.remove(removed)
    discord.clock.advance(1000)
    await pins('signal')
    expect(channel.pins).toHaveLength(1)
  })
})

test('forgetting erases settings, pins and answers of the whole server, and of no other', async () => {
  const { discord, guild, channel, pins, moderator, anna, state } = await openBoard()
  const other = discord.text(guild, 'other')
  await anna.say(other, '!messenger signal')
  await anna.say(discord.direct(anna), 'signal')
  await moderator.say(channel, '!messenger settings language en')
  await pins('signal')
  expect((await anna.slash(channel, 'messenger forget')).text).toContain('right to manage messages')
  const { text } = await moderator.slash(channel, 'messenger forget')
  expect(text).toMatch(/1 setting\n[\s\S]*1 pinned card[\s\S]*2 answers/)
  expect(state.record({ platform: 'discord', id: channel.id, partOf: guild.id })).toEqual({ settings: {}, pins: [] })
  expect((await moderator.slash(channel, 'messenger forget')).text).toContain('Nothing was kept')
  expect((await anna.say(discord.direct(anna), 'forget')).text).toContain('1 answer')
})
