import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { createBot, openState } from '../../src/index.ts'
import { realContent } from '../support/guide.ts'
import { manyQuestions, openGuide } from './guide-on-discord.ts'
import { readMessage } from './server/read-message.ts'
import type { Channel } from './server/world.ts'

const strange = '!messenger does pzzzt grmbl the frobnicator?'
const stranger = 'which wugs do blick the fep?'
const announced = /From now on, questions that I do not understand are kept here[\s\S]*30 days at most/

/** A server whose operator wants questions, which is known only once the server is. */
async function openServer() {
  const state = openState()
  const keepQuestions = { places: [] as string[], days: 30 }
  const bot = createBot({ content: realContent(), state, limits: manyQuestions, keepQuestions })
  const guide = await openGuide({ bot })
  keepQuestions.places.push(`discord:${guide.guild.id}`)
  const announcements = (channel: Channel) =>
    [...channel.messages.values()].filter((message) => announced.test(readMessage(message).text))
  /** Waits until a channel has been told. */
  const told = (channel: Channel) => expect.poll(() => announcements(channel).length).toBe(1)
  const kept = () => state.questions.list().map(({ text }) => text)
  return { ...guide, state, wanted: keepQuestions.places, announcements, told, kept }
}

test('each channel is told once, without notifying anybody; then questions are kept however they are asked', async () => {
  const { discord, guild, channel, anna, announcements, told, kept } = await openServer()
  await anna.say(channel, strange)
  await told(channel)
  expect(announcements(channel)[0]).toMatchObject({ notified: [], mentions: [] })
  discord.clock.advance(1000)
  expect((await anna.say(channel, `!messenger ${stranger}`)).text).toContain('kept here without your name')
  await anna.slash(channel, 'messenger ask', { question: `${stranger} ${anna.mention}` })
  const help = discord.text(guild, 'help')
  await anna.slash(help, 'messenger explain', { term: 'frobnicator' })
  await told(help)
  expect([announcements(channel).length, kept()]).toEqual([1, [stranger, `${stranger} [mention]`]])
})

test('what is asked in private or in a direct message is not kept, nor leads to an announcement', async () => {
  const { discord, channel, anna, told, kept, state, wanted } = await openServer()
  const direct = discord.direct(anna)
  wanted.push(`discord:${direct.id}`)
  await anna.say(direct, strange)
  await anna.slash(channel, 'messenger ask', { question: stranger, private: true })
  expect(state.places()).toEqual([])
  await anna.say(channel, strange)
  await told(channel)
  discord.clock.advance(1000)
  await anna.slash(channel, 'messenger ask', { question: stranger, private: true })
  await anna.say(direct, stranger)
  expect(kept()).toEqual([])
})

test('a moderator sees it in the settings and ends it there', async () => {
  const { discord, channel, anna, moderator, told, kept } = await openServer()
  await anna.say(channel, strange)
  await told(channel)
  discord.clock.advance(1000)
  await anna.say(channel, `!messenger ${stranger}`)
  expect(kept()).toEqual([stranger])
  const panel = await moderator.slash(channel, 'messenger settings')
  await moderator.choose(panel, 'Questions I do not understand', 'never kept; what was kept is erased')
  expect(kept()).toEqual([])
  expect((await moderator.slash(channel, 'messenger privacy')).text).toContain('a moderator refused it')
})

test('where the bot may not look back and post, nothing is kept, and the operator is told without a word of it', async () => {
  const { discord, channel, anna, announcements, tells, kept } = await openServer()
  discord.deny(channel, PermissionFlagsBits.SendMessages)
  await anna.slash(channel, 'messenger ask', { question: stranger })
  await tells(/could not be announced that questions are kept, so that none are: 1/)
  discord.clock.advance(1000)
  await anna.slash(channel, 'messenger ask', { question: stranger })
  expect([announcements(channel), kept()]).toEqual([[], []])
})
