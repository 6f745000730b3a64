import { type Answer, type Block, code, type Intent, list, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import type { Named, NameKind } from '../catalog/names.ts'
import { isolate } from '../language/direction.ts'
import type { Command, Context } from './command.ts'
import { thingName, typed } from './shared.ts'

/** Asks which of several equally close things was meant. */
export function didYouMean({ catalog, voice }: Context, intent: Intent, candidates: readonly Named[]): Answer {
  const draft = createDraft(catalog, voice, intent)
  const choices = candidates.map(({ kind, id }) => ({
    label: thingName(draft, { kind, id }),
    command: commandFor[kind](id),
  }))
  draft.add(
    paragraph(
      text(voice.say('mistake.didYouMean', { names: voice.choice(choices.map(({ label }) => isolate(label))) })),
    ),
  )
  for (const { label, command } of choices) draft.followUp(label, command)
  return draft.finish({ outcome: 'choose', choices: choices.map(({ command }) => command) })
}

const commandFor: { readonly [K in NameKind]: (id: string) => string } = {
  messenger: (id) => id,
  'not-covered': (id) => `not-listed ${id}`,
  criterion: (id) => `criteria ${id}`,
  term: (id) => `explain ${id}`,
  need: (id) => `recommend ${id}`,
  command: (id) => `help ${id}`,
  section: () => 'help card',
  language: (id) => `language ${id}`,
}

/** One short line with two examples. */
export function notUnderstood(context: Context): Answer {
  const { catalog, voice, prefix } = context
  const draft = createDraft(catalog, voice, 'help')
  draft.add(
    paragraph(text(voice.say('mistake.notUnderstood'))),
    list([[typed(context, 'ask', voice.say('help.exampleQuestion'))], [code(`${prefix} compare signal session`)]]),
  )
  draft.followUp(voice.say('followUp.help'), 'help')
  return draft.finish({ outcome: 'not-understood' })
}

/** Says what was wrong with a command's arguments, and how it is used. */
export function wrongArguments(context: Context, command: Command, problems: readonly string[]): Answer {
  const { catalog, voice, prefix } = context
  const draft = createDraft(catalog, voice, 'help')
  draft.add(
    ...problems.map((problem) => paragraph(text(problem))),
    paragraph(text(`${voice.say('help.usage')}${voice.space}`), code(`${prefix} ${usage(command, voice)}`)),
    ...exampleOf(context, command),
  )
  draft.followUp(voice.say('followUp.helpWith', { command: command.name }), `help ${command.name}`)
  return draft.finish({ outcome: 'not-understood' })
}

/** A command as it may be typed in the language of the answer; none where that is not the name it is known by. */
export function exampleOf({ voice, prefix, takesAnything }: Context, { name }: Command): readonly Block[] {
  if (!takesAnything) return []
  const example = code(`${prefix} ${voice.recite(`commands.${name}.example`)}`)
  return [paragraph(text(`${voice.say('help.example')}${voice.space}`), example)]
}

/** How a command is typed: `compare MESSENGER MESSENGER [...]`, with optional parts in brackets. */
export function usage({ name, parameters }: Command, voice: Context['voice']): string {
  const parts = parameters.map(({ name: parameter, least, most }) => {
    const word = voice.recite(`parameters.${parameter}`)
    const needed = Array.from({ length: least }, () => word)
    const more = most > least ? [`[${word}${most > least + 1 ? ' …' : ''}]`] : []
    return [...needed, ...more].join(' ')
  })
  return [name, ...parts].join(' ')
}
