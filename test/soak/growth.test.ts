import { expect, test } from 'vitest'
import { judgeGrowth } from './growth.ts'

const MiB = 1024 ** 2

/** An hour of samples, one in three seconds, of a bot that is asked three questions a second. */
function hour(figure: (seconds: number) => number, what = 'resident memory') {
  return Array.from({ length: 1200 }, (_, index) => ({
    ...{ at: index * 3_000, pid: 1, asked: index * 9 },
    figures: { [what]: figure(index * 3) },
  }))
}

const isGood = (samples: ReturnType<typeof hour>) => judgeGrowth(samples).every((course) => course.isGood)

test('what fills in the first minutes and then saws up and down is no growth', () => {
  const sawing = (seconds: number) => (180 + Math.min(seconds / 60, 15) + (seconds % 90) / 10) * MiB
  expect(isGood(hour(sawing))).toBe(true)
})

test('a leak of 4 KiB for each question is', () => {
  expect(isGood(hour((seconds) => 180 * MiB + seconds * 3 * 4 * 1024))).toBe(false)
})

test('a handle that is left open each minute is', () => {
  expect(isGood(hour((seconds) => 40 + Math.floor(seconds / 60), 'open files and sockets'))).toBe(false)
})

test('a database may grow by what it keeps of a question, and its log up to where it begins anew', () => {
  const file = 'matrix/matrix.sqlite'
  expect(isGood(hour((seconds) => seconds * 3 * 600, file))).toBe(true)
  expect(isGood(hour((seconds) => seconds * 3 * 1600, file))).toBe(false)
  expect(isGood(hour(() => 4.2 * MiB, `${file}-wal`))).toBe(true)
  expect(isGood(hour((seconds) => seconds * 3 * 1024, `${file}-wal`))).toBe(false)
})
