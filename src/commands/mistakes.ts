import { type Answer, code, type Intent, list, paragraph, text } from '../answer/document.ts'
import { createDraft, type Draft } from '../answer/draft.ts'
import type { Named } from '../catalog/names.ts'
import { isolate } from '../language/direction.ts'
import type { Command, Context } from './command.ts'

/** Asks which of several equally close things was meant. */
export function didYouMean({ catalog, voice }: Context, intent: Intent, candidates: readonly Named[]): Answer {
  const draft = createDraft(catalog, voice, intent)
  const choices = candidates.map(({ kind, id }) => ({
    label: labelOf(draft, { kind, id }),
    command: commandFor({ kind, id }),
  }))
  draft.add(
    paragraph(text(voice.say('mistake.didYouMean', { names: voice.list(choices.map(({ label }) => isolate(label))) }))),
  )
  for (const { label, command } of choices) draft.followUp(label, command)
  return draft.finish({ outcome: 'choose', choices: choices.map(({ command }) => command) })
}

function labelOf({ catalog, voice }: Draft, { kind, id }: Named): string {
  if (kind === 'messenger') return catalog.messenger(id).name
  if (kind === 'not-covered') return catalog.data.notCovered[id]?.name ?? id
  if (kind === 'command') return id
  const part = { criterion: `criteria.${id}.name`, term: `terms.${id}.name`, need: `needs.${id}` }[kind]
  return voice.recite(part)
}

function commandFor({ kind, id }: Named): string {
  const command = {
    messenger: id,
    criterion: `criteria ${id}`,
    term: `explain ${id}`,
    need: `recommend ${id}`,
    command: `help ${id}`,
  }
  return kind === 'not-covered' ? `not-listed ${id}` : command[kind]
}

/** One short line with two examples. */
export function notUnderstood({ catalog, voice, prefix }: Context): Answer {
  const draft = createDraft(catalog, voice, 'help')
  draft.add(
    paragraph(text(voice.say('mistake.notUnderstood'))),
    list([[code(`${prefix} ${voice.say('help.exampleQuestion')}`)], [code(`${prefix} compare signal session`)]]),
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
    paragraph(text(`${voice.say('help.usage')} `), code(`${prefix} ${usage(command, voice)}`)),
    paragraph(
      text(`${voice.say('help.example')} `),
      code(`${prefix} ${voice.recite(`commands.${command.name}.example`)}`),
    ),
  )
  draft.followUp(voice.say('followUp.helpWith', { command: command.name }), `help ${command.name}`)
  return draft.finish({ outcome: 'not-understood' })
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
