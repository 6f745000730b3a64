import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { entrances } from './entrances/index.ts'
import type { Shard } from './run-shard.ts'
import { watchShard } from './watch-shard.ts'

/** Inputs of a shard, the last of an entrance may have fewer. */
const shardLength = 10_000

const { values } = parseArgs({
  options: {
    entrance: { type: 'string' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string' },
    from: { type: 'string', default: '0' },
  },
})
const [seed, from] = [Number(values.seed), Number(values.from)]
const wanted = entrances.filter(({ name }) => values.entrance === undefined || values.entrance === name)
if (wanted.length === 0 || ![seed, from, Number(values.runs ?? 0)].every(Number.isSafeInteger)) {
  const names = entrances.map(({ name }) => name).join('|')
  process.stderr.write(`Usage: npm run fuzz -- [--entrance ${names}] [--seed N] [--runs N] [--from SHARD]\n`)
  process.exit(2)
}

const say = (line: string) => process.stdout.write(`${line}\n`)
say(`| entrance | inputs | findings | digest of seed ${seed} |\n| --- | ---: | ---: | --- |`)
const findings: string[] = []
let inputs = 0
for (const { name, runs: usual } of wanted) {
  const runs = Number(values.runs ?? usual)
  const digest = createHash('sha256')
  const before = findings.length
  for (const shard of shardsOf(runs)) {
    const outcome = await watchShard(name, shard)
    digest.update(outcome.digest)
    process.stderr.write(`${name} shard ${shard.index}: ${outcome.digest}\n`)
    if (outcome.finding !== undefined) findings.push(`${name} shard ${shard.index}, ${outcome.finding}`)
  }
  inputs += runs
  say(`| ${name} | ${runs} | ${findings.length - before} | \`${digest.digest('hex').slice(0, 32)}\` |`)
}
say(`| together | ${inputs} | ${findings.length} | |`)
for (const finding of findings) say(`\n~~~\n${finding}\n~~~`)
process.exitCode = findings.length > 0 ? 1 : 0

function shardsOf(runs: number): readonly Shard[] {
  const shards = Array.from({ length: Math.ceil(runs / shardLength) }, (_, place) => ({
    ...{ seed, index: from + place },
    runs: Math.min(shardLength, runs - place * shardLength),
  }))
  return shards
}
