import { type Client, Events } from 'discord.js'
import type { createInteractions } from './interactions.ts'
import type { Messages } from './messages.ts'
import type { Work } from './work.ts'

/** Lets everything that may ask for something be done, in its turn. */
export function listen(
  client: Client,
  work: Work,
  messages: Messages,
  interact: ReturnType<typeof createInteractions>,
): void {
  client.on(Events.MessageCreate, (message) => {
    // What an answer was about is known only once it was sent.
    const isFollowUp = message.mentions.repliedUser?.id === client.user?.id
    work.do(message.id, () => messages.answer(message), isFollowUp ? 'all' : 'same')
  })
  client.on(Events.MessageUpdate, (_, message) => work.do(message.id, () => messages.answerAnew(message)))
  const takeBack = ({ id }: { readonly id: string }) => work.do(id, () => messages.takeBack(id))
  client.on(Events.MessageDelete, takeBack)
  client.on(Events.MessageBulkDelete, (deleted) => void deleted.each(takeBack))
  client.on(Events.InteractionCreate, (interaction) => work.do(interaction.id, () => interact(interaction)))
}

/** Lets nothing more be done; what the connection still complains of concerns nobody. */
export function listenNoMore(client: Client): void {
  client.removeAllListeners().on(Events.Error, () => undefined)
}
