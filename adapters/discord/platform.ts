import type { Place, Platform } from '../../src/index.ts'
import { createBoard } from './board.ts'
import { slashPrefix } from './declaration.ts'
import { mostPins } from './limits.ts'
import type { BoardTools } from './tools.ts'

/** Discord, as far as the core asks something of it. */
export function createPlatform(tools: BoardTools): Platform {
  return {
    name: 'discord',
    commandPrefix: slashPrefix,
    settings: ['language', 'prefix', 'listen', 'private', 'perAsker', 'perPlace', 'keepQuestions'],
    mostPins,
    board: (place) => createBoard(tools, place),
    forget: (place) => tools.store.forget(place.partOf ?? null, channelsOf(tools, place)),
  }
}

/** The store learnt only later in which servers channels are. */
function channelsOf({ client }: BoardTools, { id, partOf = '' }: Place): readonly string[] {
  return [...new Set([id, ...(client.guilds.cache.get(partOf)?.channels.cache.keys() ?? [])])]
}
