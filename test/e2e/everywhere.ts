import { setTimeout as sleep } from 'node:timers/promises'
import { PermissionFlagsBits } from 'discord.js'
import { expect } from 'vitest'
import type { Asker } from './asker.ts'
import type { WholeGuide } from './whole-guide.ts'

/** A plain and an encrypted room and a Discord channel, where the same is asked, and each question must be answered once. */
export interface Everywhere {
  /** Opens the rooms, once the bot runs. */
  open(): Promise<void>
  /** Asks on both platforms, or on one. */
  ask(text: string, where?: 'matrix' | 'discord'): Promise<void>
  /** Each question so far has one answer, or gets it; none gets a second. */
  expectOneAnswerEach(timeout?: number): Promise<void>
}

/** Lets Anna, and Ben on Discord, ask a bot. */
export function askEverywhere(anna: Asker, { discord, userId }: WholeGuide): Everywhere {
  const server = discord.guild('Privacy')
  const channel = discord.text(server, 'general')
  const ben = discord.person('ben')
  discord.join(server, ben, PermissionFlagsBits.ManageMessages)
  const rooms: string[] = []
  const asked: { readonly what: string; readonly replies: () => number }[] = []
  const askInRooms = async (text: string) => {
    for (const room of rooms) {
      const id = await anna.ask(room, `!messenger ${text}`)
      asked.push({ what: `${text} in room ${rooms.indexOf(room)}`, replies: () => anna.answersTo(id).length })
    }
  }
  const askInChannel = (text: string) => {
    const question = ben.post(channel, `!messenger ${text}`)
    const replies = () => ben.sees(channel).filter(({ message: { replyTo } }) => replyTo === question).length
    asked.push({ what: `${text} on Discord`, replies })
  }
  return {
    open: async () => {
      for (const encrypted of [false, true]) {
        const room = await anna.createRoom({ encrypted, invite: [userId] })
        await anna.waitForMember(room, userId)
        await anna.waitForReply(await anna.ask(room, '!messenger signal'))
        rooms.push(room)
      }
    },
    ask: async (text, where) => {
      if (where !== 'matrix') askInChannel(text)
      if (where !== 'discord') await askInRooms(text)
    },
    expectOneAnswerEach: async (timeout = 60_000) => {
      const now = () => asked.map(({ what, replies }) => `${what}: ${replies()}`)
      const oneEach = asked.map(({ what }) => `${what}: 1`)
      await expect.poll(now, { timeout }).toEqual(oneEach)
      await sleep(1_000)
      expect(now()).toEqual(oneEach)
    },
  }
}
