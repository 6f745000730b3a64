import { expect, test } from 'vitest'
import { expectedAnswers, expectedNotices, flood, perAsker, senders, settled } from '../support/flood.ts'
import { liveHeap, tellingHeap } from '../support/live-heap.ts'
import { openProgram } from './program-on-discord.ts'

/** By how much memory in use may differ after the same flood again, in bytes: 4 kB a message would be more. */
const slack = 4_000_000

test('a flood is answered as far as its senders may ask, each is told once, and no memory is kept', async () => {
  const limits = `limits: { perAsker: ${perAsker}/h, perPlace: 100000/h }\n`
  const { discord, guild, channel, anna, run } = await openProgram(limits)
  const { child, told, answers } = run(tellingHeap)
  await answers
  const said = () => anna.sees(channel).map(({ text }) => text)

  const floodFrom = async (name: string): Promise<number> => {
    const people = Array.from({ length: senders }, (_, number) => discord.person(`${name} ${number}`))
    for (const person of people) discord.join(guild, person)
    await flood((sender) => people[sender]?.post(channel, '!messenger explain pfs'))
    await settled(() => said().length, expectedAnswers + expectedNotices)
    // What comes after it is answered after it.
    expect((await anna.say(discord.text(guild, `after ${name}`), '!messenger signal')).text).toContain('Signal')
    expect(said().filter((text) => text.includes('Forward secrecy'))).toHaveLength(expectedAnswers)
    expect(said().filter((text) => text.includes('Too many questions'))).toHaveLength(expectedNotices)
    expect(said()).toHaveLength(expectedAnswers + expectedNotices)
    channel.messages.clear()
    return liveHeap(child, () => told.map((line) => `${line}\n`).join(''))
  }
  const before = await floodFrom('first')
  expect((await floodFrom('second')) - before).toBeLessThan(slack)
  expect(told.filter((line) => /warn|error/.test(line))).toEqual([])
}, 180_000)
