import type { Entrance } from '../entrance.ts'
import { commands } from './commands.ts'
import { configuration } from './configuration.ts'
import { discord } from './discord.ts'
import { matrix } from './matrix.ts'
import { matrixKeys } from './matrix-keys.ts'
import { questions } from './questions.ts'
import { stateFiles } from './state-files.ts'
import { stateImport } from './state-import.ts'

/** Every way into the bot. */
export const entrances = [
  commands,
  questions,
  discord,
  matrix,
  matrixKeys,
  configuration,
  stateImport,
  stateFiles,
] as readonly Entrance[]
