import { Events, MessageFlags, PermissionFlagsBits, Routes } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { allIntents, echo, onSlash } from './bare-bot.ts'
import { openStage } from './stage.ts'

const sendRoute = 'POST /channels/:channel/messages'
const callbackRoute = 'POST /interactions/:interaction/:token/callback'
const { Ephemeral, IsComponentsV2 } = MessageFlags

const ask = {
  name: 'ask',
  description: 'Asks',
  options: [
    { type: 3, name: 'about', description: 'About what', required: true, autocomplete: true },
    { type: 5, name: 'private', description: 'Only for you' },
  ],
}
const guide = { name: 'guide', description: 'Guide', options: [{ ...ask, type: 1 }], integration_types: [0, 1] }
const inMenu = { name: 'Which?', type: 3 }

describe('messages', () => {
  test('an answer, and who is notified of it', async () => {
    const { channel, anna, bot } = await openStage()
    echo(await bot())
    const answer = await anna.say(channel, 'hello @everyone')
    expect(answer).toMatchObject({ text: 'heard: hello @everyone', private: false, notified: ['anna'] })
    expect(answer.message.replyTo?.content).toBe('hello @everyone')
  })

  test('allowed mentions decide who is notified', async () => {
    const { discord, guild, channel, anna, bot } = await openStage()
    discord.allow(guild, PermissionFlagsBits.Administrator)
    const client = await bot({ allowedMentions: { parse: [], repliedUser: false } })
    client.on(Events.MessageCreate, (message) => {
      if (message.author.bot) return
      const everything = message.content === 'loudly' ? { parse: ['everyone' as const, 'users' as const] } : {}
      message.reply({
        content: `@everyone ${anna.mention}`,
        ...(everything.parse ? { allowedMentions: everything } : {}),
      })
    })
    expect((await anna.say(channel, 'quietly')).notified).toEqual([])
    expect((await anna.say(channel, 'loudly')).notified).toEqual(['anna', '@everyone'])
  })

  test('threads and direct messages', async () => {
    const { discord, guild, channel, anna, bot } = await openStage()
    const thread = discord.thread({ ...channel, guild }, 'aside')
    echo(await bot())
    expect((await anna.say(thread, 'in a thread')).text).toBe('heard: in a thread')
    expect((await anna.say(discord.direct(anna), 'in private')).text).toBe('heard: in private')
  })

  test('edits and deletions reach the bot', async () => {
    const { channel, anna, bot } = await openStage()
    const client = echo(await bot())
    client.on(Events.MessageUpdate, async (_, message) => {
      const earlier = message.channel.messages.cache.find(({ reference }) => reference?.messageId === message.id)
      await earlier?.edit(`now: ${message.content}`)
    })
    client.on(Events.MessageDelete, async ({ id, channel: place }) => {
      await place.messages.cache.find(({ reference }) => reference?.messageId === id)?.delete()
    })
    const { message } = await anna.say(channel, 'one')
    const question = message.replyTo as typeof message
    expect((await anna.edit(question, 'two')).text).toBe('now: two')
    await anna.remove(question)
    expect(anna.sees(channel)).toEqual([])
  })

  test('without the intent, only what is meant for the bot can be read', async () => {
    const { discord, channel, anna, bot } = await openStage({ messageContent: false })
    echo(await bot({ intents: allIntents.slice(0, 3) }))
    expect((await anna.say(channel, 'hello')).text).toBe('heard: ')
    expect((await anna.say(channel, `<@${discord.bot.id}> hello`)).text).toContain('hello')
    expect((await anna.say(discord.direct(anna), 'hello')).text).toBe('heard: hello')
  })

  test('an intent that the application may not use closes the gateway', async () => {
    const { bot } = await openStage({ messageContent: false })
    await expect(bot()).rejects.toThrow('disallowed intents')
  })

  test('pins', async () => {
    const { discord, guild, channel, anna, bot } = await openStage()
    echo(await bot()).on(Events.MessageCreate, async (message) => {
      if (message.content === 'pin') await message.pin().catch(({ code }) => message.reply(`code ${code}`))
    })
    await anna.say(channel, 'keep')
    discord.deny(channel, PermissionFlagsBits.PinMessages)
    anna.post(channel, 'pin')
    await anna.next(channel)
    expect((await anna.next(channel)).text).toBe('code 50013')
    discord.allow(guild, PermissionFlagsBits.Administrator)
    anna.post(channel, 'pin')
    await anna.next(channel)
    await anna.next(channel)
    expect(channel.pins.map(({ message }) => message.content)).toEqual(['pin'])
  })

  test('what was said can be read later, but for what was said in private', async () => {
    const { channel, anna, bot } = await openStage()
    const first = anna.post(channel, 'one')
    anna.post(channel, 'two')
    const client = await bot()
    await client.application.commands.set([guide])
    onSlash(client, (interaction) => interaction.reply({ content: 'private', flags: Ephemeral }))
    await anna.slash(channel, 'guide ask', { about: 'x' })
    const place = await client.channels.fetch(channel.id)
    const read = place?.isTextBased() ? await place.messages.fetch({ after: first.id, limit: 10 }) : undefined
    expect(read?.map(({ content }) => content)).toEqual(['two'])
  })

  test('what is not permitted is refused with its code', async () => {
    const { discord, channel, bot } = await openStage()
    const client = await bot()
    const send = () => client.rest.post(Routes.channelMessages(channel.id), { body: { content: 'hello' } })
    discord.deny(channel, PermissionFlagsBits.SendMessages)
    await expect(send()).rejects.toMatchObject({ status: 403, code: 50013 })
    discord.deny(channel, PermissionFlagsBits.ViewChannel)
    await expect(send()).rejects.toMatchObject({ status: 403, code: 50001 })
    discord.deny(channel, 0n)
    await send()
  })
})

describe('interactions', () => {
  test('a command, its completions, and an answer for one person', async () => {
    const { discord, channel, anna, bot } = await openStage()
    const client = await bot()
    await client.application.commands.set([guide, inMenu])
    onSlash(client, (interaction) =>
      interaction.reply({
        content: `about ${interaction.options.getString('about')} in ${interaction.locale}`,
        ...(interaction.options.getBoolean('private') ? { flags: Ephemeral } : {}),
      }),
    )
    client.on(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isAutocomplete()) return
      const value = interaction.options.getFocused()
      await interaction.respond([{ name: `${value}…`, value, nameLocalizations: { it: `${value} in italiano` } }])
    })
    expect(await anna.slash(channel, 'guide ask', { about: 'x' })).toMatchObject({
      text: 'about x in it',
      private: false,
    })
    const secret = await anna.slash(channel, 'guide ask', { about: 'y', private: true })
    expect(secret).toMatchObject({ text: 'about y in it', private: true })
    expect(discord.person('ben').sees(channel)).toHaveLength(1)
    expect(await anna.type(channel, 'guide ask', 'about', 'si')).toEqual([{ name: 'si in italiano', value: 'si' }])
    expect(discord.commands.registrations).toBe(1)
    expect(() => anna.slash(channel, 'guide ask')).toThrow('needs the option "about"')
  })

  test('a deferred answer, and what follows it', async () => {
    const { channel, anna, bot } = await openStage()
    const client = await bot()
    await client.application.commands.set([guide])
    onSlash(client, async (interaction) => {
      await interaction.deferReply({ flags: Ephemeral })
      await interaction.editReply('first')
      await interaction.followUp({ content: 'second', flags: Ephemeral })
    })
    const next = anna.next(channel)
    expect(await anna.slash(channel, 'guide ask', { about: 'x' })).toMatchObject({ text: 'first', private: true })
    expect((await next).message.flags & Ephemeral).toBe(Ephemeral)
  })

  test('buttons, lists and the menu of a message, in a Components V2 message', async () => {
    const { channel, anna, bot } = await openStage()
    const client = await bot()
    await client.application.commands.set([inMenu])
    client.on(Events.InteractionCreate, async (interaction) => {
      if (interaction.isButton()) await interaction.deferUpdate().then(() => interaction.message.delete())
      if (interaction.isStringSelectMenu())
        await interaction.reply({ content: `chose ${interaction.values}`, flags: Ephemeral })
      if (interaction.isMessageContextMenuCommand())
        await interaction.reply({
          flags: IsComponentsV2,
          components: [
            { type: 17, components: [{ type: 10, content: `# About **${interaction.targetMessage.content}** 1\\*2` }] },
            {
              type: 1,
              components: [
                { type: 2, style: 5, label: 'Source', url: 'https://a.example/b_c' },
                { type: 2, style: 4, label: 'Remove', custom_id: 'remove' },
              ],
            },
            {
              type: 1,
              components: [{ type: 3, custom_id: 'more', placeholder: 'More', options: [{ label: 'A', value: 'a' }] }],
            },
          ],
        })
    })
    const question = anna.post(channel, 'signal')
    const answer = await anna.menu('Which?', question)
    expect(answer).toMatchObject({
      text: 'About signal 1*2\nSource: https://a.example/b_c',
      links: [{ label: 'Source', url: 'https://a.example/b_c' }],
      buttons: ['Remove'],
      selects: [{ asks: 'More', options: ['A'] }],
    })
    expect(await anna.choose(answer, 'More', 'A')).toMatchObject({ text: 'chose a', private: true })
    await anna.pressAway(answer, 'Remove')
    expect(anna.sees(channel).map(({ text }) => text)).toEqual(['chose a'])
  })

  test('a group and a guild without the bot, where a person brought it', async () => {
    const { discord, anna, bot } = await openStage()
    const client = await bot()
    await client.application.commands.set([guide])
    onSlash(client, (interaction) => interaction.reply(`context ${interaction.context}`))
    const group = discord.group(anna, discord.person('ben'))
    expect((await anna.slash(group, 'guide ask', { about: 'x' })).text).toBe('context 2')
    const strange = discord.text(discord.guild('Strange', { bot: null }), 'general')
    expect((await anna.slash(strange, 'guide ask', { about: 'x' })).text).toBe('context 0')
  })

  test('follow-ups are counted where a person brought the bot', async () => {
    const { discord, anna, bot } = await openStage()
    const client = await bot()
    await client.application.commands.set([guide])
    const { promise: refused, resolve } = Promise.withResolvers<number>()
    onSlash(client, async (interaction) => {
      await interaction.reply('first')
      for (const _ of Array(5)) await interaction.followUp('more')
      await interaction.followUp('too much').catch(({ code }) => resolve(code))
    })
    const group = discord.group(anna)
    await anna.slash(group, 'guide ask', { about: 'x' })
    expect(await refused).toBe(40094)
    expect(anna.sees(group)).toHaveLength(6)
  })

  test('too late, twice, and after the token has expired', async () => {
    const { discord, channel, anna, bot } = await openStage()
    const client = await bot()
    await client.application.commands.set([guide])
    const codes: number[] = []
    const note = ({ code }: { code: number }) => codes.push(code)
    const { promise: done, resolve } = Promise.withResolvers<void>()
    onSlash(client, async (interaction) => {
      if (interaction.options.getString('about') === 'late') return void (await interaction.reply('late').catch(note))
      await interaction.reply('once')
      await client.rest
        .post(Routes.interactionCallback(interaction.id, interaction.token), { body: { type: 5 }, auth: false })
        .catch(note)
      discord.clock.advance(15 * 60_000)
      await interaction.followUp('after it').catch(note)
      resolve()
    })
    await expect(anna.slash(channel, 'guide ask', { about: 'late' }, { age: 3100 })).rejects.toThrow('did not respond')
    expect((await anna.slash(channel, 'guide ask', { about: 'x' })).text).toBe('once')
    await done
    expect(codes).toEqual([10062, 40060, 50027])
  })
})

describe('faults', () => {
  test('nothing is lost by a cut connection or when the server asks for a new one', async () => {
    const { discord, channel, anna, bot } = await openStage()
    const client = echo(await bot())
    const resumed = () => new Promise((resolve) => client.once(Events.ShardResume, (_, replayed) => resolve(replayed)))
    for (const interrupt of [discord.gateway.cut, discord.gateway.askToReconnect]) {
      const resume = resumed()
      interrupt()
      const answers = await Promise.all(['one', 'two', 'three'].map((text) => anna.say(channel, text)))
      expect(answers.map(({ text }) => text)).toEqual(['heard: one', 'heard: two', 'heard: three'])
      await resume
    }
    expect(anna.sees(channel)).toHaveLength(6)
  })

  test('a session that Discord forgot begins anew', async () => {
    const { discord, channel, anna, bot } = await openStage()
    const throttle = { buildIdentifyThrottler: () => ({ waitForIdentify: async () => undefined }) }
    const client = echo(await bot({ ws: throttle }))
    const ready = new Promise((resolve) => client.once(Events.ShardReady, resolve))
    discord.clock.advance(5000)
    discord.gateway.invalidate()
    anna.post(channel, 'missed')
    await ready
    expect((await anna.say(channel, 'heard')).text).toBe('heard: heard')
    expect(anna.sees(channel)).toHaveLength(1)
  })

  test('limits of a route and of everything are waited for', async () => {
    const { discord, channel, anna, bot } = await openStage()
    echo(await bot())
    discord.faults.limit(sendRoute, 0.1)
    expect((await anna.say(channel, 'one')).text).toBe('heard: one')
    discord.faults.limitEverything(0.1)
    expect((await anna.say(channel, 'two')).text).toBe('heard: two')
    const statuses = discord.requests.filter(({ route }) => route === sendRoute).map(({ status }) => status)
    expect(statuses).toEqual([429, 200, 429, 200])
  })

  test('a bucket that is full is not asked before its time', async () => {
    const { discord, channel, anna, bot } = await openStage({ rateLimit: { requests: 2, seconds: 0.2 } })
    echo(await bot())
    await Promise.all(['one', 'two', 'three', 'four'].map((text) => anna.say(channel, text)))
    expect(discord.requests.every(({ status }) => status !== 429)).toBe(true)
  })

  test('a failing server and a lost answer make no second message, thanks to the nonce', async () => {
    const { discord, channel, anna, bot } = await openStage()
    echo(await bot())
    discord.faults.fail(sendRoute, 502)
    expect((await anna.say(channel, 'one')).text).toBe('heard: one')
    discord.faults.lose(sendRoute)
    await anna.say(channel, 'two')
    expect(await discord.nextRequest(sendRoute)).toMatchObject({ body: { content: 'heard: two' }, status: 200 })
    expect(anna.sees(channel).map(({ text }) => text)).toEqual(['heard: one', 'heard: two'])
  })

  test('a connection that is closed without an answer is an error, but the message is there', async () => {
    const { discord, channel, anna, bot } = await openStage()
    const { rest } = await bot()
    discord.faults.lose(sendRoute, 'close')
    const sent = rest.post(Routes.channelMessages(channel.id), { body: { content: 'hello' } })
    await expect(sent).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' })
    expect(anna.sees(channel)).toHaveLength(1)
  })

  test('a slow answer is waited for', async () => {
    const { discord, channel, anna, bot } = await openStage()
    const client = await bot()
    await client.application.commands.set([guide])
    onSlash(client, (interaction) => interaction.reply('at last'))
    const { release } = discord.faults.hold(callbackRoute)
    const answer = anna.slash(channel, 'guide ask', { about: 'x' })
    release()
    expect((await answer).text).toBe('at last')
  })

  test('three shards hear of their own guilds, and the first of direct messages', async () => {
    const { discord, anna, bot } = await openStage({ shards: 3 })
    const channels = ['one', 'two', 'three'].map((name) => discord.text(discord.guild(name), name))
    const client = await bot({ shards: 'auto' })
    client.on(Events.MessageCreate, async (message) => {
      if (!message.author.bot) await message.reply(`shard ${message.guild?.shardId ?? 'of direct messages'}`)
    })
    const said = await Promise.all(channels.map((channel) => anna.say(channel, 'hello')))
    expect(said.map(({ text }) => text).sort()).toEqual(['shard 0', 'shard 1', 'shard 2'])
    expect((await anna.say(discord.direct(anna), 'hello')).text).toBe('shard of direct messages')
    expect(discord.gateway.connected().sort()).toEqual([0, 1, 2])
  })
})
