import { z } from 'zod'
import { cleanText } from '../question/words.ts'
import { prefixes } from '../settings/prefix.ts'
import { layouts, type Place, type PlaceRecord } from './state.ts'

/** All that is kept of a place, to be moved to another folder. */
export interface PlaceFile extends PlaceRecord {
  /** The version of this form. */
  readonly messengerGuide: 1
  readonly place: Pick<Place, 'platform' | 'id'>
}

const schema = z.strictObject({
  messengerGuide: z.literal(1),
  place: z.strictObject({ platform: z.string().min(1), id: z.string().min(1) }),
  settings: z.strictObject({
    language: z.string().refine(isLanguage, 'is no language').exactOptional(),
    prefix: z.string().regex(prefixes, 'is no prefix such as !m').exactOptional(),
    layout: z.enum(layouts).exactOptional(),
    listen: z.union([z.enum(['everywhere', 'mentions']), z.array(z.string())]).exactOptional(),
    private: z.boolean().exactOptional(),
    perAsker: z.int().positive().exactOptional(),
    perPlace: z.int().positive().exactOptional(),
    keepQuestions: z.literal(false).exactOptional(),
  }),
  pins: z.array(
    z.strictObject({
      place: z.string().min(1),
      subject: z.string(),
      command: z.string().refine(isClean, 'has characters that nobody types'),
      cause: z.string(),
      status: z.enum(['rising', 'up', 'down']),
      message: z.string().exactOptional(),
      digest: z.string().exactOptional(),
    }),
  ),
})

/** Whether a text is as all that people type is kept. */
function isClean(text: string): boolean {
  return cleanText(text).text === text
}

/** Whether a text is the tag of a language, known to us or not. */
function isLanguage(tag: string): boolean {
  try {
    return new Intl.Locale(tag).baseName === tag
  } catch {
    return false
  }
}

/** Thrown for a text that no export wrote. */
export class InvalidPlaceFile extends Error {
  override readonly name = 'InvalidPlaceFile'
}

/** Reads what `state export` wrote; throws `InvalidPlaceFile` with one line for each problem. */
export function readPlaceFile(text: string): PlaceFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new InvalidPlaceFile('Standard input is not JSON. Give it what "state export" wrote.')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}.`)
  throw new InvalidPlaceFile([...problems, 'Nothing was changed. Give it what "state export" wrote.'].join('\n'))
}
