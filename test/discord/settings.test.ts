import { describe, expect, test } from 'vitest'
import { createBot, openState } from '../../src/index.ts'
import { realContent } from '../support/guide.ts'
import { openGuide } from './guide-on-discord.ts'
import { componentsOf } from './server/read-message.ts'
import type { Seen } from './server/seen.ts'

const callbackRoute = 'POST /interactions/:interaction/:token/callback'

/** What is chosen in the menus of a panel, by what they ask. */
function chosenOn({ message }: Seen) {
  const menus = componentsOf(message).filter(({ options }) => options !== undefined)
  return Object.fromEntries(
    menus.map(({ placeholder, options }) => [placeholder, options?.find((option) => option.default)?.label]),
  )
}

const listening = 'I answer messages'
const seeing = 'Who sees answers to slash commands'

describe('the panel', () => {
  test('shows what is chosen, and choosing changes it in place', async () => {
    const { channel, moderator } = await openGuide()
    const panel = await moderator.slash(channel, 'messenger settings')
    expect(panel.private).toBe(true)
    expect(chosenOn(panel)).toMatchObject({ [listening]: 'that call me in any way' })
    const changed = await moderator.choose(panel, listening, 'that mention me, no others')
    expect(changed.message).toBe(panel.message)
    expect(changed.text).toContain('Changed. From now on:')
    expect(chosenOn(changed)).toMatchObject({ [listening]: 'that mention me, no others' })
    const again = await moderator.choose(changed, 'Language', 'Italiano')
    expect(again.message).toBe(panel.message)
    expect(again.text).toContain('Lingua')
  })

  test('of somebody else can be changed by a moderator alone, and stays theirs', async () => {
    const { channel, anna, moderator } = await openGuide()
    const panel = await anna.say(channel, '!messenger settings')
    const before = panel.text
    const refused = await anna.choose(panel, listening, 'that mention me, no others')
    expect(refused).toMatchObject({ private: true, text: expect.stringContaining('right to manage messages') })
    expect(anna.sees(channel)[0]?.text).toBe(before)
    const changed = await moderator.choose(panel, seeing, 'the asker alone, unless they choose otherwise')
    expect(changed.message).toBe(panel.message)
    await anna.pressAway(changed, 'Remove this answer')
  })

  test('is changed in place even when that is late, and a late refusal leaves it alone', async () => {
    const { channel, anna, moderator } = await openGuide()
    const panel = await anna.say(channel, '!messenger settings')
    const late = { age: 1600 }
    expect(await anna.choose(panel, listening, 'that mention me, no others', late)).toMatchObject({ private: true })
    const changed = await moderator.choose(panel, listening, 'that mention me, no others', late)
    expect(changed.message).toBe(panel.message)
    expect(chosenOn(changed)).toMatchObject({ [listening]: 'that mention me, no others' })
    expect(anna.sees(channel).filter((seen) => !seen.private)).toHaveLength(1)
  })
})

describe('slash options', () => {
  test('change several settings at once', async () => {
    const { channel, moderator, anna } = await openGuide()
    const values = { language: 'Italian', 'private-answers': 'on', prefix: '!m' }
    const { text } = await moderator.slash(channel, 'messenger settings', values)
    expect(text).toMatch(/italiano[\s\S]*!m/)
    expect(await anna.slash(channel, 'messenger card', { messenger: 'signal' })).toMatchObject({ private: true })
  })

  test('complete languages, and what cannot be chosen is said', async () => {
    const { channel, moderator } = await openGuide()
    expect(await moderator.type(channel, 'messenger settings', 'language', 'ital')).toContainEqual({
      name: 'Italian',
      value: 'it',
    })
    const { text } = await moderator.slash(channel, 'messenger settings', { prefix: 'hello', 'per-asker': '5' })
    expect(text).toContain('Nothing was changed')
    const asked = await moderator.slash(channel, 'messenger settings', { prefix: 'x', private: false })
    expect(asked.private).toBe(false)
  })
})

describe('a prefix', () => {
  test('takes the place of the usual one in all of the server, and nowhere else', async () => {
    const { discord, guild, channel, moderator, anna } = await openGuide()
    await moderator.say(channel, '!messenger settings prefix !m')
    const other = discord.text(guild, 'other')
    const elsewhere = discord.text(discord.guild('Elsewhere'), 'general')
    anna.post(other, '!messenger briar')
    expect((await anna.say(other, '!m signal')).text).toContain('Signal')
    expect(anna.sees(other)).toHaveLength(1)
    expect((await anna.say(other, '!m help')).text).toContain('!m card')
    expect((await anna.say(elsewhere, '!messenger signal')).text).toContain('Signal')
  })
})

test('a prefix that is but a sign stands right before what is asked', async () => {
  const { channel, moderator, anna } = await openGuide()
  await moderator.slash(channel, 'messenger settings', { prefix: '?' })
  expect((await anna.say(channel, '?signal')).text).toContain('Signal')
  await moderator.slash(channel, 'messenger settings', { prefix: '!m' })
  anna.post(channel, '!messenger signal')
  expect((await anna.say(channel, '!m比較 signal session')).text).toContain('Session')
  expect(anna.sees(channel)).toHaveLength(2)
})

describe('listening', () => {
  test('to mentions alone', async () => {
    const { discord, channel, moderator, anna } = await openGuide()
    await moderator.slash(channel, 'messenger settings', { listen: 'mentions' })
    anna.post(channel, '!messenger signal')
    const answer = await anna.say(channel, `<@${discord.bot.id}> briar`)
    await anna.say(channel, 'and session?', answer)
    expect(anna.sees(channel)).toHaveLength(2)
    expect((await anna.say(discord.direct(anna), 'signal')).text).toContain('Signal')
  })

  test('to mentions alone, what is to be typed is a slash command', async () => {
    const { discord, channel, moderator, anna } = await openGuide()
    const changed = await moderator.say(channel, '!messenger settings listen mentions')
    expect(changed.text).toContain('/messenger settings')
    const help = await anna.say(channel, `<@${discord.bot.id}> help`)
    const wrong = await anna.say(channel, `<@${discord.bot.id}> compare signal`)
    for (const { text } of [help, wrong]) expect(text).not.toContain('!messenger')
  })

  test('in chosen channels and their threads', async () => {
    const { discord, guild, channel, moderator, anna } = await openGuide()
    await moderator.slash(channel, 'messenger settings', { listen: 'here' })
    const other = discord.text(guild, 'other')
    anna.post(other, `<@${discord.bot.id}> signal`)
    anna.post(other, '!messenger signal')
    const thread = discord.thread({ ...channel, guild }, 'aside')
    for (const place of [channel, thread]) expect((await anna.say(place, '!messenger briar')).text).toContain('Briar')
    expect(anna.sees(other)).toEqual([])
    expect((await anna.slash(other, 'messenger card', { messenger: 'signal' })).text).toContain('Signal')
  })
})

describe('private answers', () => {
  test('are given to slash commands, unless the asker wants others to see them', async () => {
    const { channel, moderator, anna } = await openGuide()
    await moderator.slash(channel, 'messenger settings', { 'private-answers': 'on' })
    const card = { messenger: 'signal' }
    expect((await anna.slash(channel, 'messenger card', card)).private).toBe(true)
    expect((await anna.slash(channel, 'messenger card', card, { age: 1600 })).private).toBe(true)
    expect((await anna.slash(channel, 'messenger card', { ...card, private: false })).private).toBe(false)
    expect((await anna.say(channel, '!messenger signal')).private).toBe(false)
  })

  test('are given to what changes something, which no menu offers to do again in another language', async () => {
    const { channel, moderator } = await openGuide()
    for (const [path, values] of [
      ['messenger pin', { card: 'signal' }],
      ['messenger pins', {}],
      ['messenger unpin', { card: 'signal' }],
      ['messenger settings', { prefix: '!m' }],
      ['messenger forget', {}],
    ] as const) {
      const { private: isPrivate, selects } = await moderator.slash(channel, path, values)
      expect([path, isPrivate, selects.filter(({ asks }) => asks === 'More ...')]).toEqual([path, true, []])
    }
    expect((await moderator.slash(channel, 'messenger pins', { private: false })).private).toBe(false)
  })
})

describe('limits', () => {
  const limits = { perAsker: { count: 3, seconds: 60 }, perPlace: { count: 100, seconds: 60 } }
  const limited = () => openGuide({ bot: createBot({ content: realContent(), state: openState(), limits }) })

  test('one question too many gets a notice, the next nothing, and others are answered', async () => {
    const { discord, channel, anna } = await limited()
    for (let count = 0; count < 3; count++) await anna.say(channel, '!messenger explain metadata')
    expect((await anna.say(channel, '!messenger signal')).text).toContain('Too many questions')
    anna.post(channel, '!messenger briar')
    const other = discord.person('olga')
    await other.say(channel, '!messenger session')
    expect(anna.sees(channel)).toHaveLength(5)
  })

  test('count commands and buttons, too', async () => {
    const { discord, channel, anna } = await limited()
    const card = await anna.slash(channel, 'messenger card', { messenger: 'signal' })
    for (let count = 0; count < 2; count++) await anna.press(card, 'What changed about Signal')
    const notice = await anna.slash(channel, 'messenger card', { messenger: 'briar' })
    expect(notice).toMatchObject({ private: true, text: expect.stringContaining('Too many questions') })
    const pressed = discord.nextRequest(callbackRoute)
    anna.press(card, 'What changed about Signal').catch(() => undefined)
    expect((await pressed).body).toEqual({ type: 6 })
  })

  test('each command too many is told so, as Discord shows one without a response as failed', async () => {
    const { channel, anna } = await limited()
    for (let count = 0; count < 3; count++) await anna.slash(channel, 'messenger card', { messenger: 'signal' })
    for (let count = 0; count < 3; count++) {
      const notice = await anna.slash(channel, 'messenger card', { messenger: 'briar' })
      expect(notice).toMatchObject({
        private: true,
        text: expect.stringMatching(/Too many questions.*wait \d+ seconds/),
      })
    }
  })
})
