import type { MessageBody } from '../../adapters/discord/message.ts'
import { allComponents, type SentComponent } from './server/rules/components.ts'
import { messageProblems } from './server/rules/message.ts'
import { schemaProblems, schemas } from './server/schema.ts'
import type { Writing } from './server/world.ts'

/** All components of a message, nested ones included, in the order of reading. */
export function partsOf({ components }: MessageBody): readonly SentComponent[] {
  return allComponents(components as unknown as readonly SentComponent[])
}

/** What Discord would refuse a message for. */
export function faultsOf(message: MessageBody): readonly string[] {
  return [...schemaProblems(schemas.messageCreate, message), ...messageProblems(writingOf(message))]
}

/** The message as it stands when it is sent. */
export function writingOf({ flags, components }: MessageBody): Writing {
  return { content: '', embeds: [], flags, components }
}
