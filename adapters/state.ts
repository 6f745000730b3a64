import { text } from 'node:stream/consumers'
import {
  expireQuestions,
  nameOf,
  openState,
  type Place,
  type PlaceFile,
  readPlaceFile,
  type State,
} from '../src/index.ts'
import type { Configuration } from './configuration.ts'
import { usualDays } from './kept-questions.ts'

/** Thrown for a command about the state that cannot be carried out. */
class WrongStateCommand extends Error {
  override readonly name = 'UnusableState'
}

const usage =
  'Use "state list", "state export PLACE", "state import", "state questions [PLACE]" or "state erase-questions [PLACE]", each with --config FILE.'

/**
 * Lists places, writes all that is kept of one to standard output, or keeps what is on standard input; writes or erases
 * kept questions. Exit code 0.
 */
export async function manageState(
  words: readonly string[],
  { state: folder, keepQuestions }: Pick<Configuration, 'state' | 'keepQuestions'>,
): Promise<number> {
  const [name = '', place] = words
  const commands: Readonly<Record<string, (state: State) => Promise<string> | string>> = {
    list: (state) =>
      state
        .places()
        .map((one) => `${nameOf(one)}\n`)
        .join(''),
    export: (state) => write(state, placeNamed(place)),
    questions: (state) => {
      expireQuestions(state, keepQuestions?.days ?? usualDays)
      return questionsOf(state, place === undefined ? undefined : placeNamed(place))
    },
    'erase-questions': (state) => eraseQuestions(state, place === undefined ? undefined : placeNamed(place)),
    import: async (state) => keep(state, await readPlaceFile(await text(process.stdin))),
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new WrongStateCommand(usage)
  const state = openState(folder)
  try {
    process.stdout.write(await command(state))
  } finally {
    state.close()
  }
  return 0
}

function placeNamed(name = ''): Place {
  const [platform, ...id] = name.split(':')
  if (!platform || id.length === 0)
    throw new WrongStateCommand(`Name a place as "state list" does, such as matrix:!room:example.org. ${usage}`)
  return { platform, id: id.join(':') }
}

function write(state: State, place: Place): string {
  if (!state.places().some((one) => nameOf(one) === nameOf(place)))
    throw new WrongStateCommand(`Nothing is kept of ${nameOf(place)}. "state list" names the places.`)
  const file: PlaceFile = { messengerGuide: 1, place, ...state.record(place) }
  return `${JSON.stringify(file, undefined, 2)}\n`
}

/** One line of JSON for each question. */
function questionsOf(state: State, place: Place | undefined): string {
  return state.questions
    .list(place)
    .map(({ place, ...question }) => `${JSON.stringify({ place: nameOf(place), ...question })}\n`)
    .join('')
}

function eraseQuestions(state: State, place: Place | undefined): string {
  const { length } = state.questions.list(place)
  state.questions.erase(place)
  return `Erased: ${length} questions.\n`
}

function keep(state: State, { place, settings, pins }: PlaceFile): string {
  state.restore(place, { settings, pins })
  return `Kept for ${nameOf(place)}: ${Object.keys(settings).length} settings, ${pins.length} pins.\n`
}
