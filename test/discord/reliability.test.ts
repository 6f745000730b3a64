import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openGuide, startGuide } from './guide-on-discord.ts'
import { presentMessage } from './server/present.ts'

const sendRoute = 'POST /channels/:channel/messages'
const editRoute = 'PATCH /channels/:channel/messages/:message'
const questions = ['signal', 'briar', 'session'].map((name) => `!messenger ${name}`)

describe('connections', () => {
  test('nothing is lost or said twice by a cut or when Discord asks to connect anew', async () => {
    const { discord, channel, anna } = await openGuide()
    for (const interrupt of [discord.gateway.cut, discord.gateway.askToReconnect]) {
      interrupt()
      const answers = await Promise.all(questions.map((question) => anna.say(channel, question)))
      expect(new Set(answers.map(({ message }) => message.replyTo?.content)).size).toBe(3)
    }
    expect(anna.sees(channel)).toHaveLength(6)
  })

  test('what Discord tells again is not answered again', async () => {
    const { discord, guild, channel, anna } = await openGuide()
    const { message } = await anna.say(channel, '!messenger signal')
    await anna.say(channel, '!messenger session')
    // Only a store knows it by now: Discord forgets nonces.
    discord.clock.advance(360_000)
    discord.gateway.dispatch(guild.id, 'MESSAGE_CREATE', presentMessage(message.replyTo as typeof message))
    await anna.say(channel, '!messenger briar')
    expect(anna.sees(channel)).toHaveLength(3)
  })

  test('what was asked while a session was forgotten is answered all the same', async () => {
    const { discord, channel, anna } = await openGuide({ patience: 20_000 })
    await anna.say(channel, '!messenger signal')
    discord.clock.advance(5000)
    discord.gateway.invalidate()
    expect((await anna.say(channel, '!messenger briar')).text).toContain('Briar')
    await anna.say(channel, '!messenger session')
    expect(anna.sees(channel)).toHaveLength(3)
  })

  test('shards as the operator wants, or as Discord recommends', async () => {
    for (const [recommended, wanted] of [
      [3, 'auto'],
      [1, 3],
    ] as const) {
      const { discord, start, stop, anna } = await openGuide({ recommended })
      const places = ['one', 'two', 'three'].map((name) => discord.text(discord.guild(name), name))
      await stop()
      await start({ shards: wanted })
      expect(discord.gateway.connected().sort()).toEqual([0, 1, 2])
      for (const place of places) expect((await anna.say(place, '!messenger signal')).text).toContain('Signal')
      expect((await anna.say(discord.direct(anna), 'signal')).text).toContain('Signal')
    }
  })
})

describe('a restart', () => {
  test('answers what was asked meanwhile, and nothing again', async () => {
    const { discord, channel, anna, stop, start } = await openGuide()
    await anna.say(channel, '!messenger signal')
    await stop()
    anna.post(channel, '!messenger briar')
    anna.post(channel, 'no question')
    const next = anna.next(channel)
    await start()
    expect((await next).message.replyTo?.content).toBe('!messenger briar')
    await anna.say(channel, '!messenger session')
    expect(anna.sees(channel)).toHaveLength(3)
    expect(discord.requests.filter(({ status }) => status >= 400)).toEqual([])
  })

  test('answers at most the latest twenty of a channel', async () => {
    const { channel, anna, stop, start } = await openGuide()
    await stop()
    const asked = Array.from({ length: 25 }, () => anna.post(channel, '!messenger explain metadata'))
    const guide = await start()
    await guide.stop()
    const answered = anna.sees(channel).map(({ message }) => message.replyTo)
    expect(answered).toEqual(asked.slice(5))
  })

  test('finds the latest questions however much was said meanwhile', async () => {
    const { channel, anna, stop, start } = await openGuide()
    await stop()
    anna.post(channel, '!messenger signal')
    for (let times = 0; times < 250; times++) anna.post(channel, 'no question')
    anna.post(channel, '!messenger briar')
    const guide = await start()
    await guide.stop()
    const answered = anna.sees(channel).map(({ message }) => message.replyTo?.content)
    expect(answered).toEqual(['!messenger signal', '!messenger briar'])
  })

  test('does not answer what was asked before the bot was there at all', async () => {
    const { discord, channel, anna, stop, folder } = await openGuide()
    await stop()
    anna.post(channel, '!messenger signal')
    discord.clock.advance(5000)
    const fresh = await startGuide(discord, `${folder}/new`)
    await anna.say(channel, '!messenger briar')
    expect(anna.sees(channel)).toHaveLength(1)
    await fresh.stop()
  })
})

describe('a Discord that fails', () => {
  test.each([500, 502, 503])('%i, again and again: the answer comes, once', async (status) => {
    const { discord, channel, anna } = await openGuide()
    for (let times = 0; times < 5; times++) discord.faults.fail(sendRoute, status)
    await anna.say(channel, '!messenger signal')
    await anna.say(channel, '!messenger briar')
    expect(anna.sees(channel)).toHaveLength(2)
  })

  test.each([
    ['none', 0],
    ['one', 1],
  ])('for longer than it knows a nonce, having taken %s of the replies: the answer comes, once', async (_, taken) => {
    const { discord, channel, anna, tells } = await openGuide()
    let later = 0
    const { now } = Date
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() + later)
    onTestFinished(() => clock.mockRestore())
    if (taken > 0) discord.faults.lose(sendRoute, 'close')
    const first = taken > 0 ? anna.next(channel) : undefined
    anna.post(channel, '!messenger signal')
    await first
    for (let times = 0; times < 40; times++) discord.faults.fail(sendRoute, 500)
    await tells(/Trying again/)
    later = 121_000
    discord.clock.advance(360_000)
    await tells(/could not be answered/)
    discord.faults.heal(sendRoute)
    await anna.say(channel, '!messenger briar')
    await anna.say(channel, '!messenger session')
    const answered = () => anna.sees(channel).map(({ message }) => message.replyTo?.content)
    await expect.poll(() => answered().toSorted()).toEqual(questions.toSorted())
  })

  test.each(['reset', 'close'] as const)('a reply lost by a %s is not sent twice, and can be edited', async (loss) => {
    const { discord, channel, anna } = await openGuide()
    discord.faults.lose(sendRoute, loss)
    const { message } = await anna.say(channel, '!messenger signal')
    expect((await anna.edit(message.replyTo as typeof message, '!messenger briar')).message).toBe(message)
    discord.faults.lose(editRoute, loss)
    expect((await anna.edit(message.replyTo as typeof message, '!messenger session')).text).toContain('Session')
    await anna.say(channel, '!messenger simplex')
    expect(anna.sees(channel)).toHaveLength(2)
  })

  test('limits of a route and of everything are waited for', async () => {
    const { discord, channel, anna } = await openGuide()
    discord.faults.limit(sendRoute, 0.1)
    await anna.say(channel, '!messenger signal')
    discord.faults.limitEverything(0.1)
    await anna.say(channel, '!messenger briar')
    expect(anna.sees(channel)).toHaveLength(2)
  })

  test('what it refuses is over, and the operator is told why', async () => {
    const { discord, channel, anna, tells } = await openGuide()
    discord.faults.fail(sendRoute, 403)
    anna.post(channel, '!messenger signal')
    await tells(/warn A message could not be answered: 403/)
    await anna.say(channel, '!messenger briar')
    expect(anna.sees(channel)).toHaveLength(1)
  })
})

describe('the end', () => {
  test('what is in hand is still answered', async () => {
    const { discord, channel, anna, stop } = await openGuide()
    const { release } = discord.faults.hold(sendRoute)
    const answer = anna.say(channel, '!messenger signal')
    // What was heard before a command is answered is in hand by then.
    await anna.slash(channel, 'messenger card', { messenger: 'briar' })
    const stopped = stop()
    release()
    expect((await answer).text).toContain('Signal')
    await stopped
    expect(discord.gateway.connected()).toEqual([])
  })
})

describe('what an operator must mend', () => {
  test.each(['wrong', '“pasted”', 'two\nlines'])('a token that Discord does not know: %j', async (token) => {
    const { start } = await openGuide()
    await expect(start({ token })).rejects.toMatchObject({
      name: 'DiscordProblem',
      message: expect.stringMatching(/^Discord does not know the token in DISCORD_TOKEN\..*$/),
    })
  })

  test('an address where no Discord is', async () => {
    const { start } = await openGuide()
    const server = createServer((_, response) => response.end('<h1>Welcome</h1>')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
    await expect(start({ api })).rejects.toMatchObject({
      name: 'DiscordProblem',
      message: expect.stringContaining('is not Discord'),
    })
    server.close()
  })
})

test('a Discord that is not there yet is waited for', async () => {
  const { start } = await openGuide()
  const guide = await start({ api: 'http://127.0.0.1:1/api', atOnce: true })
  await guide.tells(/warn http:\/\/127\.0\.0\.1:1\/api does not answer \(.*ECONNREFUSED.*\)/)
  await guide.stop()
})
