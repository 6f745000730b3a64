import type { Answer } from '../answer/document.ts'
import type { Board } from '../pins/platform.ts'
import { cleanText } from '../question/words.ts'
import type { PlacedRequest } from '../request.ts'
import { type Place, type State, wholeOf } from '../state/state.ts'
import { nameless } from './nameless.ts'

/** Where the operator wants to keep the text of questions that were not understood, and for how long. */
export interface QuestionKeeping {
  /** Places as wholes, each as its platform and id with a colon between. */
  readonly places: readonly string[]
  readonly days: number
}

/** What is so in a place: it is not wanted, a moderator refuses it, it is yet to be announced, or questions are kept. */
export type Keeping = 'unwanted' | 'refused' | 'unannounced' | 'on'

/** As many are kept of a place at most. */
const mostKept = 1_000

const day = 24 * 60 * 60_000

/** The name of a place as a whole, as an operator writes it. */
export function nameOf({ platform, id, partOf = id }: Place): string {
  return `${platform}:${partOf}`
}

/** What is so in a place. */
export function keepingIn(state: State, wanted: QuestionKeeping | undefined, place: Place): Keeping {
  if (!wanted?.places.includes(nameOf(place))) return 'unwanted'
  if (state.settings(place).keepQuestions === false) return 'refused'
  const { postedAt, days = 0 } = state.questions.announcement(place) ?? {}
  return postedAt !== undefined && days >= wanted.days ? 'on' : 'unannounced'
}

/** Keeps questions that were not understood where that is wanted, announced and not refused. */
export interface Keeper {
  /** Keeps a question if it may; tells whether it did. What is yet to be announced is planned. */
  consider(request: PlacedRequest, answer: Answer, now: Date): boolean
  /** Places of a platform where an announcement is to be posted: all, or those that were planned since. */
  due(platform: string, which: 'all' | 'changed'): readonly Place[]
  /** Posts the announcement of a place, unless that is done or not wanted any more. */
  announce(place: Place, board: Board, announcement: () => Answer, now: () => Date): Promise<void>
}

/** Keeps what the operator wants, in a state. */
export function createKeeper(state: State, wanted: QuestionKeeping | undefined): Keeper {
  const planned = new Map<string, Place>()
  const plan = (place: Place, cause: string) => {
    if (!wanted) return
    const earlier = state.questions.announcement(place)
    const isPlanned = earlier?.postedAt === undefined && earlier?.days === wanted.days
    if (!isPlanned) state.questions.planAnnouncement(place, { cause, days: wanted.days })
    planned.set(`${wholeOf(place)} ${place.id}`, place)
  }
  return {
    consider: (request, { language, summary }, now) => {
      const { place, cause, isKeepable, askedAt = now.getTime() } = request
      if (!wanted || !isKeepable || summary.outcome !== 'not-understood') return false
      const keeping = keepingIn(state, wanted, place)
      if (keeping === 'unannounced') plan(place, cause)
      if (keeping !== 'on') return false
      // Whoever asked before it was announced could not know.
      if (askedAt <= (state.questions.announcement(place)?.postedAt ?? Number.POSITIVE_INFINITY)) return false
      const text = textOf(request)
      if (text === '') return false
      state.questions.keep(
        place,
        { day: isoDay(now), language, text, until: isoDay(new Date(now.getTime() + wanted.days * day)) },
        mostKept,
      )
      return true
    },
    due: (platform, which) => {
      const places = which === 'all' ? state.questions.unannounced(platform) : [...planned.values()]
      for (const [key, place] of planned) if (place.platform === platform) planned.delete(key)
      return places.filter((place) => place.platform === platform)
    },
    announce: async (place, board, announcement, now) => {
      const { cause, postedAt } = state.questions.announcement(place) ?? {}
      if (cause === undefined || postedAt !== undefined) return
      if (keepingIn(state, wanted, place) !== 'unannounced') return
      await board.post(announcement(), `${cause} keep`)
      state.questions.notePosted(place, cause, now().getTime())
    },
  }
}

/** What was asked, as it may be kept; what a platform knows to be a command has its name before it. */
function textOf({ text, command = 'ask' }: PlacedRequest): string {
  const typed = command === 'ask' ? text : `${command} ${text}`
  return cleanText(nameless(cleanText(typed).text)).text
}

/** Erases what is kept for longer than the operator wants or people were told; needs to be done at least daily. */
export function expireQuestions(state: State, days: number, now = new Date()): void {
  state.questions.expire(isoDay(now), isoDay(new Date(now.getTime() - days * day)))
}

/** Erases the questions and announcements of all places where the operator wants to keep none. */
export function dropUnwanted(state: State, { places }: Pick<QuestionKeeping, 'places'>): void {
  for (const place of state.questions.places()) if (!places.includes(nameOf(place))) state.questions.drop(place)
}

/** Days count by universal time. */
function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}
