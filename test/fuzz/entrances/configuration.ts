import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { InvalidConfiguration, readConfiguration } from '../../../adapters/read-configuration.ts'
import { root } from '../../support/guide.ts'
import type { Entrance } from '../entrance.ts'
import { damage, damaged } from '../files/damaged.ts'

const right = `state: ./state # folder
language: en
content: ./content
limits: { perAsker: 10/min, perPlace: 60/min, catchUp: 10min }
matrix:
  homeserver: http://localhost:8008
  encryption: true
  invitesFrom: ["example.org", "@admin:other.org"]
discord:
  api: https://discord.com/api
  shards: auto
keepQuestions: { places: ["matrix:!room:example.org"], days: 30 }
health: { host: 127.0.0.1, port: 9464 }
log: { level: info }
`

/** Anchors that stand for ever more of each other. */
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x]',
  ...[...'bcdefgh'].map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]}, `.repeat(8)}]`),
].join('\n')

/** Configuration files: the right one damaged, and YAML of any other shape. */
export const configuration: Entrance<Uint8Array> = {
  name: 'configuration',
  runs: 270_000,
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-'))
    const file = join(folder, 'configuration.yaml')
    mkdirSync(join(folder, 'content/data'), { recursive: true })
    const keys = [
      'state',
      'language',
      'content',
      'limits',
      'matrix',
      'discord',
      'health',
      'log',
      'keepQuestions',
      'places',
      'days',
      'host',
      'port',
      'level',
      'homeserver',
      'perAsker',
      '__proto__',
    ]
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(
          '10/min',
          '10min',
          'auto',
          true,
          null,
          './x',
          'http://x',
          1,
          -1,
          Number.POSITIVE_INFINITY,
          Number.NaN,
        ),
        fc.string({ unit: 'grapheme', maxLength: 10 }),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string({ maxLength: 5 })), tie('value'), { maxKeys: 4 }),
      ),
    })).value
    const of = (text: string) => Uint8Array.from(Buffer.from(text))
    return {
      inputs: fc.oneof(
        {
          weight: 30,
          arbitrary: fc
            .array(damage, { minLength: 1, maxLength: 3 })
            .map((all) => all.reduce<Uint8Array>(damaged, of(right))),
        },
        { weight: 20, arbitrary: value.map((value) => of(stringify(value))) },
        { weight: 10, arbitrary: fc.uint8Array({ maxLength: 80 }) },
        {
          weight: 10,
          arbitrary: fc.string({ unit: fc.constantFrom(...'&*!|>%@`-:?{}[],#"\' \n\tab1<'), maxLength: 60 }).map(of),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom(bomb, 'state: *missing', '<<: [1]', '? {a: 1}\n: 2', '%YAML 9.9\n---\n').map(of),
        },
      ),
      put: async (bytes) => {
        writeFileSync(file, bytes)
        try {
          return JSON.stringify(await readConfiguration(root, file)).replaceAll(folder, '')
        } catch (error) {
          if (!(error instanceof InvalidConfiguration)) throw error
          const lines = error.message.split('\n')
          if (lines.some((line) => !line.includes(file)))
            throw new Error('A problem is not on one line of its own', { cause: error })
          return error.message.replaceAll(folder, '')
        }
      },
      close: () => rmSync(folder, { recursive: true }),
    }
  },
}
