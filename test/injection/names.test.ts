import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { openGuide } from '../discord/guide-on-discord.ts'
import { hostile } from '../fuzz/typed.ts'

/** What somebody may call themselves, a server or a channel; the word in it would tell that it was said. */
const evil = `quokka ${hostile.join(' ')}`

test('what people, nicknames, roles, servers, channels and threads on Discord are called is said to nobody', async () => {
  const { discord, told } = await openGuide()
  const guild = discord.guild(evil)
  const channel = discord.text(guild, evil)
  const thread = discord.thread({ ...channel, guild }, evil)
  const quokka = discord.person(evil, 'en-US')
  Object.assign(quokka.user, { global_name: evil })
  // Whose role has their name, too.
  discord.join(guild, quokka, PermissionFlagsBits.ManageMessages | PermissionFlagsBits.PinMessages)

  const before = discord.requests.length
  for (const place of [channel, thread, discord.direct(quokka)])
    for (const text of [
      'signal',
      'settings',
      'help',
      'privacy',
      'pins',
      'nonsense of mine',
      `compare ${quokka.mention}`,
    ])
      await quokka.say(place, `!messenger ${text}`)
  await quokka.slash(channel, 'messenger pin', { card: 'signal' })
  await quokka.slash(channel, 'messenger forget', {})
  const sent = discord.requests.slice(before)
  expect(sent.filter(({ route }) => route === 'POST /channels/:channel/messages').length).toBeGreaterThan(20)
  expect(JSON.stringify([sent, told])).not.toContain('quokka')
})
