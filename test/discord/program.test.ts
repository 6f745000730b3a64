import { once } from 'node:events'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PermissionFlagsBits } from 'discord.js'
import { describe, expect, test, vi } from 'vitest'
import { fixture } from '../support/guide.ts'
import { openProgram } from './program-on-discord.ts'
import { readMessage } from './server/read-message.ts'

const sendRoute = 'POST /channels/:channel/messages'

/** After this time Discord no longer tells that a message is the same, in milliseconds. */
const nonceLife = 360_000

test('killed before answers could be sent, it gives them after the next start, in direct messages too', async () => {
  const { discord, channel, anna, run } = await openProgram()
  const direct = discord.direct(anna)
  const first = run()
  await first.answers
  for (let times = 0; times < 40; times++) discord.faults.fail(sendRoute, 500)
  anna.post(channel, '!messenger signal')
  anna.post(direct, 'signal')
  // What was heard before a command is answered is in hand by then.
  await anna.slash(channel, 'messenger help')
  first.child.kill('SIGKILL')
  await first.ended
  discord.faults.heal(sendRoute)
  const answers = Promise.all([anna.next(channel), anna.next(direct)])
  const second = run()
  for (const { message } of await answers) expect(message.replyTo?.content).toContain('signal')
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
})

test('killed with more in hand than it would look for, and again while starting, it answers all of it', async () => {
  const { discord, channel, anna, run } = await openProgram('limits: { perAsker: 100/min }\n')
  const direct = discord.direct(anna)
  const first = run()
  await first.answers
  const { release } = discord.faults.hold(sendRoute)
  const asked = Array.from({ length: 25 }, () => anna.post(channel, '!messenger explain metadata'))
  const privately = anna.post(direct, 'signal')
  await anna.slash(channel, 'messenger help')
  first.child.kill('SIGKILL')
  await first.ended
  const interrupted = run()
  await interrupted.answers
  interrupted.child.kill('SIGKILL')
  await interrupted.ended
  const third = run()
  await third.answers
  release()
  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
  const answers = [...anna.sees(channel), ...anna.sees(direct)].flatMap(({ message }) => message.replyTo ?? [])
  expect(answers).toHaveLength(26)
  expect(new Set(answers)).toEqual(new Set([...asked, privately]))
})

test('killed before it learnt that an answer had arrived, it does not say it again, however much later', async () => {
  const { discord, channel, anna, run } = await openProgram()
  const first = run()
  await first.answers
  const { release, reached } = discord.faults.hold(sendRoute)
  const question = anna.post(channel, '!messenger signal')
  await reached
  first.child.kill('SIGKILL')
  await first.ended
  const arrived = anna.next(channel)
  release()
  await arrived
  discord.clock.advance(nonceLife)
  const second = run()
  await second.answers
  await anna.say(channel, '!messenger session')
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
  expect(anna.sees(channel).filter(({ message }) => message.replyTo === question)).toHaveLength(1)
})

const lookRoute = 'GET /channels/:channel/messages'
const pinRoute = 'PUT /channels/:channel/messages/pins/:message'

describe('killed while it pins a card', () => {
  /** The program with a moderator who asks it to pin; it is killed once a step is done. */
  async function killAfter(step: (program: Awaited<ReturnType<typeof openProgram>>) => Promise<unknown>) {
    const program = await openProgram()
    const { discord, channel, anna, run } = program
    const { guild } = channel
    if (guild) discord.join(guild, anna, PermissionFlagsBits.PinMessages)
    const first = run()
    await first.answers
    const done = step(program)
    anna.post(channel, '!messenger pin signal')
    await done
    first.child.kill('SIGKILL')
    await first.ended
    return program
  }

  /** After the next start there is one card, which is pinned, and it is said. */
  async function expectOnePin(
    { discord, channel, anna, run }: Awaited<ReturnType<typeof openProgram>>,
    afterStart: () => Promise<void> = async () => undefined,
  ) {
    const second = run()
    await second.answers
    await afterStart()
    const { text } = await anna.slash(channel, 'messenger pins')
    expect(text).toContain('unpin signal')
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    const cards = anna.sees(channel).filter(({ message, text }) => !message.replyTo && text.includes('Sources'))
    expect(cards.map(({ message }) => message)).toEqual(channel.pins.map(({ message }) => message))
    expect(channel.pins).toHaveLength(1)
    const answers = anna.sees(channel).filter(({ message }) => message.replyTo?.content === '!messenger pin signal')
    expect(answers.map(({ text }) => text)).toEqual([expect.stringMatching(/^Pinned: .Signal/)])
    expect(discord.requests.filter(({ status }) => status === 404)).toEqual([])
  }

  test.each([
    ['before it is posted', lookRoute],
    ['once it is posted', sendRoute],
    ['once it is pinned', pinRoute],
  ])('%s: there is one pin and one answer', async (_, route) => {
    const program = await killAfter(({ discord }) => discord.nextRequest(route))
    program.discord.clock.advance(nonceLife)
    await expectOnePin(program)
  })

  test.each([sendRoute, pinRoute])('while %s fails: the next start does it', async (route) => {
    const program = await killAfter(({ discord }) => {
      for (let times = 0; times < 40; times++) discord.faults.fail(route, 500)
      return discord.nextRequest(route)
    })
    program.discord.faults.heal(route)
    await expectOnePin(program)
  })

  test('while the card is on its way: what arrives only after the next start is no second one', async () => {
    const releases: (() => void)[] = []
    const hold = ({ discord }: Awaited<ReturnType<typeof openProgram>>) => {
      const { release, reached } = discord.faults.hold(sendRoute)
      releases.push(release)
      return reached
    }
    const program = await killAfter(hold)
    const postedAgain = hold(program)
    await expectOnePin(program, async () => {
      await postedAgain
      for (const release of releases) release()
    })
  })

  test('before it learnt that the card had arrived: it is found, however much later', async () => {
    const program = await killAfter(({ discord }) => {
      discord.faults.lose(sendRoute, 'close')
      return discord.nextRequest(sendRoute)
    })
    program.discord.clock.advance(nonceLife)
    await expectOnePin(program)
  })
})

describe('told to stop while answers are in hand', () => {
  /** The program with an answer that Discord does not take yet. */
  async function openBusy() {
    const program = await openProgram()
    const running = program.run()
    await running.answers
    const { release, reached } = program.discord.faults.hold(sendRoute)
    program.anna.post(program.channel, '!messenger signal')
    await reached
    running.child.kill('SIGTERM')
    return { ...program, ...running, release }
  }

  test('it finishes them', async () => {
    const { anna, channel, release, ended } = await openBusy()
    const answer = anna.next(channel)
    release()
    expect((await answer).text).toContain('Signal')
    expect(await ended).toBe(0)
  })

  test('it does not wait for them for ever, and gives them after the next start', async () => {
    const { anna, channel, discord, release, ended, run } = await openBusy()
    expect(await ended).toBe(0)
    discord.faults.heal(sendRoute)
    release()
    const next = run()
    await next.answers
    await anna.say(channel, '!messenger session')
    expect(anna.sees(channel).filter(({ message }) => message.replyTo?.content.endsWith('signal'))).toHaveLength(1)
    next.child.kill('SIGTERM')
    expect(await next.ended).toBe(0)
  })

  test('told again, it ends at once', async () => {
    const { child, tells, ended } = await openBusy()
    await tells(/Stopping/)
    child.kill('SIGTERM')
    expect(await ended).toBe(1)
  })
})

test('told to stop before it could connect, it ends', async () => {
  const { discord, run } = await openProgram()
  await discord.close()
  const { child, tells, ended } = run()
  await tells(/does not answer/)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('a wrong token is told, and exit code 2', async () => {
  const { run } = await openProgram()
  const { told, ended } = run({ DISCORD_TOKEN: 'wrong' })
  expect(await ended).toBe(2)
  expect(told.at(-1)).toMatch(/^Discord does not know the token in DISCORD_TOKEN\./)
  expect(told.filter((line) => line.startsWith('    at '))).toEqual([])
})

test('a section without its secret is one line and exit code 2', async () => {
  const { run } = await openProgram()
  const { told, ended } = run({ DISCORD_TOKEN: '' })
  expect(await ended).toBe(2)
  expect(told).toEqual([expect.stringMatching(/guide\.yaml:1:1: discord: DISCORD_TOKEN is not set\./)])
})

test('an operator adds content while the bot runs: it is taken over, pinned cards too, or refused with the reason', async () => {
  const { guild, discord, folder, channel, anna, run } = await openProgram('content: ./mine\n')
  const moderator = discord.person('ben')
  discord.join(guild, moderator, PermissionFlagsBits.ManageMessages | PermissionFlagsBits.PinMessages)
  const sentences = join(folder, 'mine/locales/en/facts/threema.yaml')
  mkdirSync(join(folder, 'mine/data'), { recursive: true })
  const program = run()
  await program.answers
  const tells = async (what: string) => {
    while (!program.told.some((line) => line.includes(what))) await once(program.child.stderr, 'data')
    program.told.length = 0
  }
  const asks = async (text: string) => (await anna.say(channel, `!messenger ${text}`)).text
  expect(await asks('threema')).toContain('does not cover')
  const pinned = anna.next(channel)
  await moderator.slash(channel, 'messenger pin', { card: 'which messengers need no phone number?' })
  expect((await pinned).text).not.toContain('Threema')

  cpSync(fixture('operator'), join(folder, 'mine'), { recursive: true })
  await tells('Answering from what changed')
  expect(await asks('threema')).toContain('Our Club')
  const cards = () => channel.pins.map(({ message }) => readMessage(message).text)
  await vi.waitFor(() => expect(cards()).toEqual([expect.stringContaining('Threema')]), { timeout: 20_000 })

  writeFileSync(sentences, 'phone-number: { "no": "None." }\n')
  await tells('is refused; answers stay as they were')
  expect(await asks('threema')).toContain('It has forward secrecy')
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe(0)
  const next = run()
  expect(await next.ended).toBe(2)
  expect(next.told).toEqual(expect.arrayContaining([expect.stringContaining('has no sentence "facts.threema.')]))
})
