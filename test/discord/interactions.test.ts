import { PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { createBot, openState } from '../../src/index.ts'
import { realContent } from '../support/guide.ts'
import { openGuide } from './guide-on-discord.ts'

const callbackRoute = 'POST /interactions/:interaction/:token/callback'

describe('slash commands', () => {
  test('answer for everybody, or for the asker alone', async () => {
    const { channel, anna } = await openGuide()
    const open = await anna.slash(channel, 'messenger compare', { first: 'signal', second: 'session' })
    expect(open).toMatchObject({ private: false, notified: [] })
    expect(open.buttons).toContain('Remove this answer')
    const closed = await anna.slash(channel, 'messenger card', { messenger: 'briar', private: true })
    expect(closed).toMatchObject({ private: true, text: expect.stringContaining('Briar') })
    expect(closed.buttons).not.toContain('Remove this answer')
  })

  test('what is not understood is for the asker alone', async () => {
    const { channel, anna } = await openGuide()
    expect(await anna.slash(channel, 'messenger card', { messenger: 'nonsense' })).toMatchObject({ private: true })
    expect(await anna.slash(channel, 'messenger ask', { question: 'green ideas' })).toMatchObject({ private: true })
  })

  test('speak the language of the server, or else that of the asker, or else that of the question', async () => {
    const { discord, channel, moderator } = await openGuide()
    const carla = discord.person('carla', 'it')
    const card = { messenger: 'signal' }
    expect((await carla.slash(channel, 'messenger card', card)).text).toContain('scelte consigliate')
    expect((await discord.person('hans', 'de').slash(channel, 'messenger card', card)).text).toContain('Recommended')
    const question = 'האם לסשן יש סודיות קדימה?'
    expect((await carla.slash(channel, 'messenger ask', { question })).text).toContain('לפרוטוקול')
    await moderator.slash(channel, 'messenger language', { language: 'zh-Hant' })
    expect((await carla.slash(channel, 'messenger card', card)).text).toContain('推薦')
    expect(await carla.type(channel, 'messenger explain', 'term', '前像保密')).toContainEqual({
      name: '前向保密',
      value: 'forward-secrecy',
    })
  })

  test('speak of commands as they are given here, by names that Discord knows', async () => {
    const { discord, anna } = await openGuide()
    const lian = discord.person('lian', 'zh-TW')
    const group = discord.group(anna, lian)
    const answers = [
      await anna.slash(group, 'messenger help'),
      await lian.slash(group, 'messenger help', { command: 'compare' }),
      await lian.slash(group, 'messenger explain', { term: 'nonsense' }),
      await anna.slash(group, 'messenger ask', { question: 'green ideas' }),
      await anna.slash(group, 'messenger language'),
      await anna.slash(group, 'messenger ask', { question: 'does signal have stickers?' }),
    ]
    const names = (await anna.type(group, 'messenger help', 'command', '')).map(({ value }) => value)
    for (const { text } of answers) {
      expect(text).not.toContain('!messenger')
      const typed = [...text.matchAll(/\/messenger (\S+)/g)]
      expect(typed).not.toEqual([])
      for (const [, name] of typed) expect(names).toContain(name)
    }
  })

  test('work in direct messages, in groups and where the bot is no member', async () => {
    const { discord, anna } = await openGuide()
    const strange = discord.text(discord.guild('Strange', { bot: null }), 'general')
    for (const place of [discord.direct(anna), discord.group(anna, discord.person('ben')), strange]) {
      const answer = await anna.slash(place, 'messenger card', { messenger: 'signal' })
      expect(answer.text).toContain('Signal')
      await anna.pressAway(answer, 'Remove this answer')
    }
  })

  test('a reply to their answer goes on from it', async () => {
    const { channel, anna } = await openGuide()
    const first = await anna.slash(channel, 'messenger ask', { question: 'does session have forward secrecy?' })
    expect((await anna.say(channel, 'and briar?', first)).text).toMatch(/Briar, Forward secrecy/)
  })

  test('whoever asks for help learns what is not permitted here', async () => {
    const { discord, channel, anna } = await openGuide()
    expect((await anna.slash(channel, 'messenger help')).text).not.toContain('grant me')
    discord.deny(channel, PermissionFlagsBits.SendMessages)
    expect((await anna.slash(channel, 'messenger help')).text).toMatch(/can grant me: .*Send Messages/)
    expect((await anna.slash(channel, 'messenger card', { messenger: 'briar' })).text).not.toContain('grant me')
  })
})

describe('the menu of a message', () => {
  test('names what the message mentions, privately, with cards to open', async () => {
    const { channel, anna } = await openGuide()
    const message = anna.post(channel, 'I moved from Signal to Briar')
    const answer = await anna.menu('Which messengers?', message)
    expect(answer).toMatchObject({ private: true, text: expect.stringMatching(/Signal.*Briar/s) })
    expect(await anna.press(answer, 'Compare them')).toMatchObject({
      private: true,
      text: expect.stringContaining('Signal and Briar compared'),
    })
  })

  test('reads what is forwarded, and what embeds and components say', async () => {
    const { discord, guild, channel, anna } = await openGuide()
    const written = anna.post(discord.text(guild, 'other'), 'Briar works offline')
    expect((await anna.menu('Which messengers?', anna.forward(channel, written))).text).toContain('• Briar')
    const fields = [{ name: 'Also in the news', value: 'Briar' }]
    const news = discord.leave(channel, { embeds: [{ title: 'Signal', description: 'Session too', fields }] })
    const { text } = await anna.menu('Which messengers?', news)
    for (const name of ['Signal', 'Session', 'Briar']) expect(text).toContain(`• ${name}`)
    const answer = await anna.say(channel, '!messenger links molly')
    expect((await anna.menu('Which messengers?', answer)).text).toContain('• Molly')
  })
})

describe('buttons and menus', () => {
  test('answer whoever uses them, privately, in the language of the answer', async () => {
    const { discord, channel, anna } = await openGuide()
    const answer = await anna.say(channel, '!messenger does session have forward secrecy?')
    const ben = discord.person('ben', 'it')
    expect(await ben.press(answer, 'About Session')).toMatchObject({
      private: true,
      text: expect.stringContaining('Additional option'),
    })
    expect(await ben.choose(answer, 'Compare with ...', 'Briar')).toMatchObject({ private: true })
    expect((await ben.choose(answer, 'More ...', 'Italiano')).text).toContain('segretezza')
  })

  test('work after a restart', async () => {
    const { channel, anna, stop, start } = await openGuide()
    const answer = await anna.say(channel, '!messenger does session have forward secrecy?')
    await stop()
    await start()
    expect((await anna.press(answer, 'About Session')).text).toContain('Additional option')
    expect((await anna.say(channel, 'and briar?', answer)).text).toMatch(/Briar, Forward secrecy/)
    await anna.remove(answer.message.replyTo as typeof answer.message)
  })

  test('of another version are explained', async () => {
    const { discord, channel, anna } = await openGuide()
    const button = (custom_id: string) => ({
      type: 1 as const,
      components: [{ type: 2 as const, style: 2 as const, label: 'Old', custom_id }],
    })
    for (const id of ['messenger:0:card:signal', 'messenger:9:x', 'x', 'messenger:1:choose:more']) {
      const old = discord.leave(channel, { components: [button(id)] })
      expect(await anna.press(old, 'Old')).toMatchObject({
        private: true,
        text: expect.stringContaining('another version of me'),
      })
    }
  })

  test('an answer is removed by the asker or a moderator, and by nobody else', async () => {
    const { discord, channel, anna, moderator } = await openGuide()
    const ben = discord.person('ben')
    for (const remover of [anna, moderator]) {
      const answer = await anna.slash(channel, 'messenger card', { messenger: 'signal' })
      expect(await ben.press(answer, 'Remove this answer')).toMatchObject({
        private: true,
        text: expect.stringContaining('Only whoever asked'),
      })
      await remover.pressAway(answer, 'Remove this answer')
      expect(moderator.sees(channel)).toEqual([])
    }
  })
})

describe('in time', () => {
  test('what waited long is acknowledged first', async () => {
    const { discord, channel, anna } = await openGuide()
    const late = { age: 1600 }
    const card = await anna.slash(channel, 'messenger card', { messenger: 'signal' }, late)
    expect(card).toMatchObject({ private: false, text: expect.stringContaining('Signal') })
    expect(await anna.press(card, 'Remove this answer', late).catch(() => 'gone')).toBe('gone')
    const mine = await anna.slash(channel, 'messenger card', { messenger: 'signal', private: true }, late)
    expect(mine.private).toBe(true)
    const next = anna.next(channel)
    await anna.slash(channel, 'messenger card', { messenger: 'nonsense' }, late).catch(() => undefined)
    await next
    const types = discord.requests.flatMap(({ route, body }) =>
      route === callbackRoute ? [(body as { type: number }).type] : [],
    )
    // Deferred, but for the button that needs no answer.
    expect(types).toEqual([5, 6, 5, 5])
  })

  test('too late, nothing is said and the operator is told', async () => {
    const { channel, anna, tells } = await openGuide()
    const asked = anna.slash(channel, 'messenger card', { messenger: 'signal' }, { age: 3100 })
    await expect(asked).rejects.toThrow('did not respond')
    await tells(/warn An interaction was \d\.\d s old/)
    expect((await anna.slash(channel, 'messenger card', { messenger: 'signal' })).text).toContain('Signal')
  })

  test.each(['reset', 'close'] as const)('a response lost by a %s is not given twice', async (loss) => {
    const { discord, channel, anna } = await openGuide()
    discord.faults.lose(callbackRoute, loss)
    expect((await anna.slash(channel, 'messenger card', { messenger: 'signal' })).text).toContain('Signal')
    expect((await anna.slash(channel, 'messenger card', { messenger: 'briar' })).text).toContain('Briar')
    expect(anna.sees(channel)).toHaveLength(2)
  })
})

test('a bug is an apology with a number, and nothing of what was asked is logged', async () => {
  const bot = createBot({ content: realContent(), state: openState() })
  const broken = {
    ...bot,
    respond: () => Promise.reject(new Error('broken')),
  }
  const { channel, anna, told } = await openGuide({ bot: broken })
  expect((await anna.slash(channel, 'messenger ask', { question: 'secret words' })).text).toContain('by this number')
  expect((await anna.say(channel, '!messenger secret words')).text).toContain('by this number')
  expect(told.join()).toMatch(/error Incident [0-9a-f]{8}: Error\n {4}at /)
  expect(told.join()).not.toMatch(/secret|anna|broken/)
})
