import { expect, test } from 'vitest'
import { entrances } from './entrances/index.ts'
import { runShard } from './run-shard.ts'

test.each(entrances)('what comes in by $name does no harm, and the same comes of it again', async (entrance) => {
  const shard = { seed: 1, index: 0, runs: 150 }
  const outcome = await runShard(entrance, shard)
  expect(outcome.finding).toBeUndefined()
  expect(await runShard(entrance, shard)).toEqual(outcome)
})

test('a campaign has a million inputs', () => {
  expect(entrances.reduce((sum, { runs }) => sum + runs, 0)).toBeGreaterThanOrEqual(1_000_000)
})
