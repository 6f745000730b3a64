import type { Voice } from '../language/voice.ts'
import { type Answer, freeze, type Line, notice, text } from './document.ts'

/** The answer after what is to be said beside it. */
export function withNotices(answer: Answer, voice: Voice, notices: readonly string[]): Answer {
  if (notices.length === 0) return answer
  const line = (said: string): Line => [
    { kind: 'strong', content: [text(`${voice.say('notice.note')}${voice.space}`)] },
    text(said),
  ]
  return freeze({ ...answer, blocks: [...notices.map((said) => notice('info', ...line(said))), ...answer.blocks] })
}
