import { createUsing } from './person-uses.ts'
import { createWriting } from './person-writes.ts'
import type { Self } from './self.ts'

/** Somebody who talks with the bot. What they do returns what they then see of it. */
export function createPerson(self: Self) {
  const { user } = self
  return {
    user,
    /** How to mention them. */
    mention: `<@${user.id}>`,
    ...createWriting(self),
    ...createUsing(self),
  }
}

export type Person = ReturnType<typeof createPerson>
