import { z } from 'zod'

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not an id; use lower-case letters, digits and single hyphens')
  .refine((id) => !(id in {}), 'means something to the program already; use another id')
const day = z.iso.date('is not a date; write it as "2024-11-12"')
const partialDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'is not a date; write "2024", "2024-11" or "2024-11-12"')
const address = z.url({ protocol: /^https?$/, error: 'is not a web address; start it with https://' })

/** Who says it. A lower rank wins where two sources disagree; an operator's own source ranks 0. */
const sourceSchema = z.strictObject({ rank: z.int().nonnegative(), licence: z.string().min(1) })

/** One dated revision of a source: what it lists, warns of and asks for. */
const snapshotSchema = z.strictObject({
  source: id,
  /** BCP 47 tag of the language the revision is written in. */
  language: z.string().min(2),
  date: day,
  permalink: address,
  listing: z.array(z.strictObject({ tier: id, messengers: z.array(id).min(1), warning: id.optional() })).optional(),
  criteria: z.strictObject({ minimum: z.array(id), 'best-case': z.array(id) }).optional(),
  footnotes: z.array(id).optional(),
  threats: z.array(id).optional(),
})

const ruleSchema = z.union([
  z.strictObject({ link: id }),
  z.strictObject({ download: z.array(id).min(1), absent: z.literal('no') }),
  z.strictObject({ all: z.array(id).min(1) }),
  z.strictObject({ any: z.array(id).min(1) }),
])

/** Something a claim can be about, and how its value is read. */
const criterionSchema = z.strictObject({
  type: z.enum(['verdict', 'number', 'date', 'name', 'choice', 'step', 'record', 'link', 'download']),
  /** The value the guide asks for; a verdict with one, or a platform, is a criterion people can name. */
  desired: z.enum(['yes', 'no']).optional(),
  platform: z.literal(true).optional(),
  /** What every messenger does, so that a question that names it does not choose by it. */
  everyday: z.literal(true).optional(),
  /** Tells what was and is no more. */
  past: z.literal(true).optional(),
  term: id.optional(),
  unit: id.optional(),
  combine: z.literal('every').optional(),
  rule: ruleSchema.optional(),
})

const recordSchema = z.strictObject({
  scope: id.optional(),
  requestedBy: z.string().min(1).optional(),
  by: z.string().min(1).optional(),
  requested: partialDate.optional(),
  concluded: partialDate.optional(),
})

/** One statement of one or more snapshots, or one conclusion from other claims. */
const claimSchema = z
  .strictObject({
    about: id,
    scope: id.optional(),
    value: z.union([z.string().min(1), z.number(), z.array(z.string().min(1)).min(1), recordSchema]),
    saidBy: z.array(z.string()).min(1).optional(),
    inferredFrom: z.array(z.string()).min(1).optional(),
    misreadIn: z.record(z.string(), z.enum(['translation', 'corruption', 'wording'])).optional(),
    supersededBy: id.optional(),
    links: z.array(address).min(1).optional(),
  })
  .refine((claim) => (claim.saidBy === undefined) !== (claim.inferredFrom === undefined), {
    error: 'needs either saidBy or inferredFrom, not both and not neither',
  })

/** A messenger, or something beneath one. */
const messengerSchema = z.strictObject({
  id,
  name: z.string().min(1),
  kind: z.enum(['messenger', 'variant', 'protocol', 'companion']),
  parent: id.optional(),
  claims: z.record(id, claimSchema),
})

/** A word the bot can explain; `footnote`: one of the guide defines it, otherwise the explanation is ours. */
const termSchema = z.strictObject({
  footnote: z.literal(true).optional(),
  links: z.array(address).optional(),
  see: z.array(id).optional(),
})

/** What somebody may need of a messenger: a criterion with a value, or a threat named for the page as a whole. */
const needSchema = z.union([
  /** `feature`: "no calls" asks for the opposite; "no censorship" does not. */
  z.strictObject({
    criterion: id,
    value: z.enum(['yes', 'no']),
    feature: z.literal(true).optional(),
    everyday: z.literal(true).optional(),
  }),
  z.strictObject({ threat: id }),
])

/** A well-known messenger that the guide does not cover. */
const notCoveredSchema = z.strictObject({ name: z.string().min(1) })

/** The whole of `data/`. */
export const dataSchema = z.strictObject({
  sources: z.record(id, sourceSchema),
  snapshots: z.record(id, snapshotSchema),
  criteria: z.record(id, criterionSchema),
  terms: z.record(id, termSchema),
  needs: z.record(id, needSchema),
  notCovered: z.record(id, notCoveredSchema),
  messengers: z.record(id, messengerSchema),
})

export type Snapshot = z.infer<typeof snapshotSchema>
export type Criterion = z.infer<typeof criterionSchema>
export type Claim = z.infer<typeof claimSchema>
export type Messenger = z.infer<typeof messengerSchema>
export type Need = z.infer<typeof needSchema>
export type Data = z.infer<typeof dataSchema>
