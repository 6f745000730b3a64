import type { Platform } from '../../src/index.ts'
import { mentionOf } from './address.ts'
import { createBoard } from './board.ts'
import type { Tools } from './tools.ts'

/** What the core may ask of Matrix. */
export function createPlatform(tools: Tools): Platform {
  return {
    name: 'matrix',
    mention: mentionOf(tools.me),
    settings: ['language', 'prefix', 'layout', 'listen', 'perAsker', 'perPlace', 'keepQuestions'],
    board: ({ id: room }) => createBoard(tools, room),
    forget: ({ id: room }) => tools.store.forgetRoom(room),
  }
}
