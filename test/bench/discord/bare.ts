// A bot of the stock library that replies with the message in a file. Arguments: address, file.
import { readFileSync } from 'node:fs'
import { Client, Events, GatewayIntentBits as Intent, Partials } from 'discord.js'

const [api = '', file = ''] = process.argv.slice(2)
const { flags, components } = JSON.parse(readFileSync(file, 'utf8'))
const option = { type: 3, name: 'question', description: 'What you want to know', required: true } as const
const client = new Client({
  intents: [Intent.Guilds, Intent.GuildMessages, Intent.DirectMessages, Intent.MessageContent],
  partials: [Partials.Channel],
  rest: { api },
})
client.on(Events.MessageCreate, async (message) => {
  if (!message.author.bot) await message.reply({ flags, components, nonce: message.id, enforceNonce: true })
})
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand()) await interaction.reply({ flags, components })
})
client.once(Events.ClientReady, async ({ application, user }) => {
  const ask = { type: 1, name: 'ask', description: 'Asks', options: [option] } as const
  await application.commands.set([{ name: 'messenger', description: 'Says hello', options: [ask] }])
  process.stderr.write(`Answering as ${user.username}\n`)
})
process.once('SIGTERM', () => void client.destroy())
await client.login(process.env.DISCORD_TOKEN)
