import type { Routes } from '../route.ts'
import { commandRoutes } from './commands.ts'
import { interactionRoutes } from './interactions.ts'
import { lookupRoutes } from './lookups.ts'
import { messageRoutes } from './messages.ts'
import { pinRoutes } from './pins.ts'

/** Everything that the fake Discord can be asked. */
export const routes: Routes = {
  ...lookupRoutes,
  ...messageRoutes,
  ...pinRoutes,
  ...commandRoutes,
  ...interactionRoutes,
}
