import { text } from 'node:stream/consumers'
import { openState, type Place, type PlaceFile, readPlaceFile, type State } from '../src/index.ts'

/** Thrown for a command about the state that cannot be carried out. */
class WrongStateCommand extends Error {
  override readonly name = 'UnusableState'
}

const usage = 'Use "state list", "state export PLACE" or "state import", each with --config FILE.'

/** Lists places, writes all that is kept of one to standard output, or keeps what is on standard input. Exit code 0. */
export async function manageState(words: readonly string[], folder: string): Promise<number> {
  const [name = '', place] = words
  const commands: Readonly<Record<string, (state: State) => Promise<string> | string>> = {
    list: (state) =>
      state
        .places()
        .map((one) => `${nameOf(one)}\n`)
        .join(''),
    export: (state) => write(state, placeNamed(place)),
    import: async (state) => keep(state, await readPlaceFile(await text(process.stdin))),
  }
  const command = commands[name]
  if (!command) throw new WrongStateCommand(usage)
  const state = openState(folder)
  try {
    process.stdout.write(await command(state))
  } finally {
    state.close()
  }
  return 0
}

function nameOf({ platform, id }: Place): string {
  return `${platform}:${id}`
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

function keep(state: State, { place, settings, pins }: PlaceFile): string {
  state.restore(place, { settings, pins })
  return `Kept for ${nameOf(place)}: ${Object.keys(settings).length} settings, ${pins.length} pins.\n`
}
