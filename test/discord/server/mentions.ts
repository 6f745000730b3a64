import { type APIAllowedMentions, type APIUser, PermissionFlagsBits } from 'discord.js'
import { BrokenRule } from './api-error.ts'
import { permissionsIn } from './permissions.ts'
import { allComponents, repeated, type SentComponent } from './rules/components.ts'
import type { Message, World, Writing } from './world.ts'

type Allowed = Partial<APIAllowedMentions> | null | undefined

/** Whom a new message of the bot mentions and notifies, as `allowed_mentions` has it; without, it notifies all. */
export function mentionsOf(
  world: World,
  writing: Pick<Writing, 'content' | 'components'>,
  where: Pick<Message, 'channel' | 'author' | 'replyTo'>,
  allowed: Allowed,
): { mentions: readonly APIUser[]; notified: readonly string[] } {
  checkAllowed(allowed)
  const text = writtenText(writing)
  const may = (kind: 'users' | 'roles', id: string) =>
    !allowed || allowed.parse?.some((parsed) => parsed === kind) || allowed[kind]?.includes(id) === true
  const named = [...text.matchAll(/<@!?(\d+)>/g)].flatMap(([, id = '']) => (may('users', id) ? [id] : []))
  const roles = [...text.matchAll(/<@&(\d+)>/g)].flatMap(([, id = '']) => (may('roles', id) ? [id] : []))
  const repliedTo = where.replyTo && (allowed ? allowed.replied_user : true) ? [where.replyTo.author.id] : []
  const mentions = [...new Set([...named, ...repliedTo])].flatMap((id) => world.users.get(id) ?? [])
  const roleNames = where.channel.guild?.roles.filter(({ id }) => roles.includes(id)).map(({ name }) => `@${name}`)
  const everyone = notifiesEveryone(text, where, allowed) ? ['@everyone'] : []
  return { mentions, notified: [...mentions.map(({ username }) => username), ...(roleNames ?? []), ...everyone] }
}

function notifiesEveryone(text: string, { channel, author }: Pick<Message, 'channel' | 'author'>, allowed: Allowed) {
  if (!channel.guild || !/@everyone|@here/.test(text)) return false
  const may = permissionsIn(channel, author.id, true) & PermissionFlagsBits.MentionEveryone
  return may !== 0n && (!allowed || allowed.parse?.some((kind) => kind === 'everyone') === true)
}

function checkAllowed(allowed: Allowed): void {
  const problems = (['users', 'roles'] as const).flatMap((kind) => [
    ...(allowed?.parse?.some((parsed) => parsed === kind) && allowed[kind]?.length
      ? [`allowed_mentions: parse and ${kind} exclude each other`]
      : []),
    ...repeated(allowed?.[kind] ?? []).map((id) => `allowed_mentions: ${id} stands twice`),
  ])
  if (problems.length > 0) throw new BrokenRule(problems)
}

function writtenText({ content, components }: Pick<Writing, 'content' | 'components'>): string {
  const displayed = allComponents(components as unknown as SentComponent[]).map((component) => component.content ?? '')
  return [content, ...displayed].join('\n')
}
