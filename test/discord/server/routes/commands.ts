import { ApiError } from '../api-error.ts'
import type { Command } from '../commands.ts'
import type { Call, Routes } from '../route.ts'
import type { Declared } from '../rules/command.ts'
import { schemas } from '../schema.ts'
import type { Service } from '../service.ts'

const all = '/applications/:application/commands'
const one = `${all}/:command`

/** The application's global commands. */
export const commandRoutes: Routes = {
  [`GET ${all}`]: {
    answer: (call: Call) =>
      commandsOf(call)
        .all()
        .map((command) => present(command, call.service)),
  },
  [`PUT ${all}`]: {
    schema: schemas.commands,
    answer: (call: Call<readonly Declared[]>) =>
      commandsOf(call)
        .replaceAll(call.body)
        .map((command) => present(command, call.service)),
  },
  [`POST ${all}`]: {
    schema: schemas.commandCreate,
    answer: (call: Call<Declared>) => present(commandsOf(call).add(call.body), call.service),
  },
  [`GET ${one}`]: { answer: (call: Call) => present(commandsOf(call).find(call.params.command ?? ''), call.service) },
  [`PATCH ${one}`]: {
    schema: schemas.commandPatch,
    answer: (call: Call<Partial<Declared>>) =>
      present(commandsOf(call).change(call.params.command ?? '', call.body), call.service),
  },
  [`DELETE ${one}`]: { answer: (call: Call) => commandsOf(call).remove(call.params.command ?? '') },
}

function commandsOf({ service, params }: Call) {
  if (params.application !== service.bot.id) throw new ApiError(404, 10002, 'Unknown Application')
  return service.commands
}

function present(command: Command, { bot }: Service) {
  return { default_member_permissions: null, nsfw: false, version: command.id, ...command, application_id: bot.id }
}
