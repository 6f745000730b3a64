import { askCommand } from './ask.ts'
import { cardCommand } from './card.ts'
import type { Command } from './command.ts'
import { compareCommand } from './compare.ts'
import { criteriaCommand } from './criteria.ts'
import { explainCommand } from './explain.ts'
import { forgetCommand } from './forget.ts'
import { helpCommand } from './help.ts'
import { historyCommand } from './history.ts'
import { languageCommand } from './language.ts'
import { linksCommand } from './links.ts'
import { notListedCommand } from './not-listed.ts'
import { pinCommand } from './pin.ts'
import { pinsCommand } from './pins.ts'
import { privacyCommand } from './privacy.ts'
import { recommendCommand } from './recommend.ts'
import { searchCommand } from './search.ts'
import { settingsCommand } from './settings.ts'
import { sourcesCommand } from './sources.ts'
import { unpinCommand } from './unpin.ts'

/** Every command, in the order help shows them. */
export const commands: readonly Command[] = [
  cardCommand,
  compareCommand,
  criteriaCommand,
  searchCommand,
  askCommand,
  explainCommand,
  recommendCommand,
  linksCommand,
  historyCommand,
  sourcesCommand,
  notListedCommand,
  pinCommand,
  unpinCommand,
  pinsCommand,
  languageCommand,
  settingsCommand,
  forgetCommand,
  privacyCommand,
  helpCommand,
]
