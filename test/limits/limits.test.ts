import { expect, test } from 'vitest'
import { type Admission, createAdmission } from '../../src/limits/limits.ts'

const limits = { perAsker: { count: 4, seconds: 3600 }, perPlace: { count: 6, seconds: 3600 } }
const usual = { perAsker: 4, perPlace: 6 }

/** A row of questions of somebody in a place, and what becomes of them. */
function openDoor() {
  const admit = createAdmission(limits)
  return async (
    asker: string,
    place: string,
    times: number,
    counts: typeof usual & { mustAnswer?: boolean } = usual,
  ): Promise<string> => {
    const admissions: Admission[] = []
    for (let asked = 0; asked < times; asked++) admissions.push(await admit(asker, place, counts))
    return admissions.map((one) => (typeof one === 'string' ? one : 'wait')).join(' ')
  }
}

test('the first question too many of somebody is told so, the others are passed over', async () => {
  const ask = openDoor()
  expect(await ask('anna', 'here', 6)).toBe('answer answer answer answer wait silence')
  expect(await ask('anna', 'there', 1)).toBe('silence')
})

test('who is over the limit does not use up that of the place', async () => {
  const ask = openDoor()
  await ask('anna', 'here', 20)
  expect(await ask('ben', 'here', 2)).toBe('answer answer')
  expect(await ask('carla', 'here', 2)).toBe('wait silence')
})

test('what a place allows is counted there alone', async () => {
  const ask = openDoor()
  await ask('anna', 'there', 2)
  expect(await ask('anna', 'here', 2, { perAsker: 1, perPlace: 6 })).toBe('answer wait')
})

test('where something must be said, each question too many is told so', async () => {
  const ask = openDoor()
  expect(await ask('anna', 'here', 7, { ...usual, mustAnswer: true })).toBe(
    'answer answer answer answer wait wait wait',
  )
})

test('what a place chose when more was allowed does not go beyond what is allowed now', async () => {
  const ask = openDoor()
  for (const asker of ['anna', 'ben']) await ask(asker, 'here', 3, { perAsker: 9, perPlace: 9 })
  expect(await ask('carla', 'here', 2, { perAsker: 9, perPlace: 9 })).toBe('wait silence')
})
