import { code, heading, list, paragraph, text } from '../answer/document.ts'
import { createDraft } from '../answer/draft.ts'
import { type Command, defineCommand } from './command.ts'
import { exampleOf, usage } from './mistakes.ts'

/** What the bot is and every command, or one command in detail. */
export const helpCommand: Command = defineCommand({
  name: 'help',
  parameters: [{ name: 'command', takes: ['command'], least: 0, most: 1 }],
  answer: (context, { command: [name] }) => {
    const { catalog, voice, commands, prefix, takesAnything } = context
    const draft = createDraft(catalog, voice, 'help')
    const asked = commands.find((command) => command.name === name)
    if (asked) {
      draft.add(
        heading(code(`${prefix} ${usage(asked, voice)}`)),
        paragraph(text(voice.recite(`commands.${asked.name}.summary`))),
        ...exampleOf(context, asked),
      )
      draft.followUp(voice.say('followUp.help'), 'help')
      return draft.finish()
    }
    draft.add(
      paragraph(
        text(
          voice.say('help.intro', {
            names: voice.list(catalog.messengers.map(draft.name)),
            date: voice.date(catalog.guide.date),
          }),
        ),
      ),
      list(
        commands.map((command) => [
          code(`${prefix} ${usage(command, voice)}`),
          text(` — ${voice.recite(`commands.${command.name}.summary`)}`),
        ]),
      ),
      ...(takesAnything ? [paragraph(text(voice.say('help.prefix', { prefix })))] : []),
    )
    draft.followUp(voice.say('followUp.recommend'), 'recommend')
    draft.followUp(voice.say('followUp.criteria'), 'criteria')
    return draft.finish()
  },
})
