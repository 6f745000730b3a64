import { type APIMessageComponent, ComponentType, type Message, type MessageSnapshot } from 'discord.js'

/** All that can be read in a message: what was written or forwarded, and what its embeds and components say. */
export function shownText({ messageSnapshots, ...message }: Message): string {
  return [message, ...messageSnapshots.values()].flatMap(partsOf).join('\n')
}

function partsOf({ content, embeds, components }: Pick<MessageSnapshot, 'content' | 'embeds' | 'components'>) {
  const inEmbeds = embeds.flatMap(({ title, description, fields }) => [
    ...[title, description],
    ...fields.flatMap(({ name, value }) => [name, value]),
  ])
  const said = components.flatMap((component) => textsIn(component.toJSON() as APIMessageComponent))
  return [content, ...inEmbeds, ...said].filter((text) => text !== null && text !== '')
}

function textsIn(component: APIMessageComponent): readonly string[] {
  if (component.type === ComponentType.TextDisplay) return [component.content]
  return 'components' in component ? component.components.flatMap(textsIn) : []
}
