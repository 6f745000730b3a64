import {
  ApplicationCommandAutocompleteCallbackRequestSchema as autocompleteCallback,
  ApplicationCommandCreateRequestSchema as commandCreate,
  ApplicationCommandPatchRequestPartialSchema as commandPatch,
  ApplicationCommandUpdateRequestSchema as commandUpdate,
  IncomingWebhookRequestPartialSchema as followUp,
  CreateMessageInteractionCallbackRequestSchema as messageCallback,
  MessageCreateRequestSchema as messageCreate,
  MessageEditRequestPartialSchema as messageEdit,
  ModalInteractionCallbackRequestSchema as modalCallback,
  CreatePrivateChannelRequestSchema as privateChannel,
  UpdateMessageInteractionCallbackRequestSchema as updateCallback,
  IncomingWebhookUpdateRequestPartialSchema as webhookEdit,
} from 'discord-api-spec/zod'
import * as z from 'zod/mini'

const callbacks: Readonly<Record<number, z.ZodMiniType>> = {
  4: messageCallback,
  5: messageCallback,
  6: updateCallback,
  7: updateCallback,
  8: autocompleteCallback,
  9: modalCallback,
}

/** What Discord publishes about the bodies of requests. */
export const schemas = {
  commandCreate,
  commandPatch,
  commands: z.array(commandUpdate),
  followUp,
  messageCreate,
  messageEdit,
  privateChannel,
  webhookEdit,
  callback: z.looseObject({ type: z.literal([4, 5, 6, 7, 8, 9]) }),
}

/** The schema of an interaction's response, which depends on its type. */
export const callbackSchema = (type: number): z.ZodMiniType => callbacks[type] ?? schemas.callback

type Issues = readonly z.core.$ZodIssue[]

/** What a schema finds wrong with a body, one line each. */
export function schemaProblems(schema: z.ZodMiniType, body: unknown): readonly string[] {
  const { success, error } = schema.safeParse(asCounted(body))
  return success ? [] : describe(error.issues)
}

/** Discord counts code points and takes permissions as text; the schemas count UTF-16 units and want a number. */
function asCounted(body: unknown): unknown {
  const text = JSON.stringify(body, (key, value) =>
    key === 'default_member_permissions' && typeof value === 'string' ? Number(value) : value,
  )
  return JSON.parse(text.replace(/[\u{10000}-\u{10FFFF}]/gu, '\uFFFD'))
}

function describe(issues: Issues, at: readonly PropertyKey[] = []): string[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path]
    if (issue.code === 'invalid_union' && issue.errors.length > 0) return describe(closest(issue.errors), path)
    const { code, path: _, message: __, ...rest } = issue
    return [`${path.join('.')}: ${code} ${JSON.stringify(rest)}`]
  })
}

/** Of all forms a value could have, the one that its `type` names, else the one with the least wrong. */
function closest(forms: readonly Issues[]): Issues {
  const named = forms.filter((issues) => !issues.some(({ path }) => path.length === 1 && path[0] === 'type'))
  return [...(named.length > 0 ? named : forms)].sort((one, other) => one.length - other.length)[0] ?? []
}
