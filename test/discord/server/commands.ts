import { BrokenRule, unknown } from './api-error.ts'
import type { Declared } from './rules/command.ts'
import { commandSetProblems } from './rules/command.ts'
import type { World } from './world.ts'

/** A command that the application has registered. */
export interface Command extends Declared {
  readonly id: string
  readonly type: number
  readonly contexts?: readonly number[] | null
  readonly integration_types?: readonly number[] | null
}

/** The application's global commands. */
export function createCommandRegistry(world: World) {
  let registered: readonly Command[] = []
  const sameAs = (declared: Declared) =>
    registered.find(({ name, type }) => name === declared.name && type === (declared.type ?? 1))
  const complete = (declared: Declared): Command => ({
    ...declared,
    id: sameAs(declared)?.id ?? world.ids.next(),
    type: declared.type ?? 1,
  })
  const put = (commands: readonly Command[]) => {
    const problems = commandSetProblems(commands)
    if (problems.length > 0) throw new BrokenRule(problems)
    registered = commands
    registry.registrations++
  }
  const find = (id: string) => {
    const command = registered.find((one) => one.id === id)
    if (!command) throw unknown.command()
    return command
  }
  const registry = {
    /** How often commands were written. */
    registrations: 0,
    all: () => registered,
    find,
    replaceAll: (commands: readonly Declared[]) => {
      put(commands.map(complete))
      return registered
    },
    add: (declared: Declared) => {
      const command = complete(declared)
      put([...registered.filter(({ id }) => id !== command.id), command])
      return command
    },
    change: (id: string, changes: Partial<Declared>) => {
      const command = { ...find(id), ...changes, id } as Command
      put(registered.map((one) => (one.id === id ? command : one)))
      return command
    },
    remove: (id: string) => put(registered.filter((one) => one !== find(id))),
  }
  return registry
}

export type CommandRegistry = ReturnType<typeof createCommandRegistry>
