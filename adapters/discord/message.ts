import { createHash } from 'node:crypto'
import { type APIAllowedMentions, type APIMessageTopLevelComponent, MessageFlags } from 'discord.js'
import {
  type Answer,
  type Block,
  type FollowUp,
  fitAnswer,
  type Offers,
  plainLine,
  typedHere,
} from '../../src/index.ts'
import { canChoose } from './choices.ts'
import { mostComponents } from './limits.ts'
import { countComponents, loadOf } from './load.ts'
import { renderContainer } from './render-container.ts'
import { renderControls } from './render-controls.ts'

/** How an answer is said. */
export interface Delivery {
  /** What the answer can lead to. */
  readonly offers: Offers
  /** What a command begins with here: `/messenger`, `!messenger`. */
  readonly prefix?: string
  /** The id of who asked, for a button that removes the answer; none where people can dismiss it. */
  readonly asker?: string
  /** What was asked, so that it can be asked again in another language. */
  readonly asked?: string
}

/** The body of a message, notifying nobody: `replied_user` is for who sends it. */
export interface MessageBody {
  readonly flags: MessageFlags
  readonly components: APIMessageTopLevelComponent[]
  readonly allowed_mentions: APIAllowedMentions
}

/** The message that says an answer, shortened to what Discord carries, and saying what was left out. */
export function createMessage(answer: Answer, delivery: Delivery): MessageBody {
  const hints = answer.followUps.filter((followUp) => !canChoose(followUp, answer))
  const here = typedHere({ ...answer, followUps: hints }, delivery.prefix)
  const write = (fitting: Answer): APIMessageTopLevelComponent[] => {
    const kept = new Set<Block | undefined>(fitting.blocks)
    const missing = answer.blocks.filter((_, index) => !kept.has(here.blocks[index]))
    const controls = renderControls(answer, { ...delivery, leftOut: sectionsIn(missing, answer) })
    return [renderContainer(fitting, mostComponents - countComponents(controls)), ...controls]
  }
  const components = fitAnswer(here, write, (written) => loadOf(written) <= 1)
  return { flags: MessageFlags.IsComponentsV2, components, allowed_mentions: { parse: [] } }
}

/** A digest of what a message says. */
export function digestOf({ components }: MessageBody): string {
  return createHash('sha256').update(JSON.stringify(components)).digest('base64url')
}

/** The sections that begin among some blocks, with the commands that show them. */
function sectionsIn(blocks: readonly Block[], answer: Answer): readonly FollowUp[] {
  return blocks.flatMap((block) =>
    block.kind === 'heading' && block.command !== undefined
      ? [{ label: plainLine(block.content, answer), command: block.command }]
      : [],
  )
}
