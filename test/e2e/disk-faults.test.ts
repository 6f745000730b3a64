import { describe, expect, test } from 'vitest'
import { askEverywhere } from './everywhere.ts'
import { type OwnDisk, openOwnDisk } from './own-disk.ts'
import { openStage } from './stage.ts'
import { openWholeGuide, ready } from './whole-guide.ts'

const { homeserver, anna } = await openStage()

/** The bot with its state on a disk of its own. */
async function openGuideOnDisk() {
  await using open = new AsyncDisposableStack()
  const disk = open.use(await openOwnDisk())
  const whole = open.use(await openWholeGuide({ homeserver, disk }))
  const everywhere = askEverywhere(anna, whole)
  const all = open.move()
  return { disk, ...whole, everywhere, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

interface Harm {
  readonly harm: (disk: OwnDisk) => Promise<void>
  readonly mend: (disk: OwnDisk) => Promise<void>
  /** What the operator is told of it. */
  readonly atStart: RegExp
  readonly running: RegExp
}

const isFull = /The disk that holds the .* folder .* is full/
const harms: Readonly<Record<string, Harm>> = {
  'is full': { harm: (disk) => disk.fill(), mend: (disk) => disk.clear(), atStart: isFull, running: isFull },
  'refuses to be written': {
    harm: (disk) => disk.refuseWrites(),
    mend: (disk) => disk.allowWrites(),
    atStart: /state: .* cannot be written\. Name another folder, or let this user write there/,
    running: /folder .* cannot be used/,
  },
}

describe.each(Object.entries(harms))('a disk that %s', (_, { harm, mend, atStart, running }) => {
  test('at the start: one line that says what to do, and exit code 2', async () => {
    await using at = await openGuideOnDisk()
    await harm(at.disk)
    at.guide.start()
    expect(await at.guide.ended()).toBe(2)
    expect(at.guide.told(atStart)).toBe(1)
    expect(at.guide.told(/^ {4}at /)).toBe(0)
    await mend(at.disk)
    await at.start()
    await at.everywhere.open()
  })

  test('while it runs: what is asked then is answered once when the disk is well again', async () => {
    await using at = await openGuideOnDisk()
    await at.start()
    await at.everywhere.open()
    await at.everywhere.ask('briar')
    await at.everywhere.expectOneAnswerEach()
    await harm(at.disk)
    for (const text of ['session', 'explain pfs']) await at.everywhere.ask(text)
    const isDown = { ready: false, reason: expect.stringMatching(running) }
    await expect.poll(at.readiness).toEqual({ status: 503, platforms: { matrix: isDown, discord: isDown } })
    await mend(at.disk)
    await at.everywhere.ask('molly')
    await at.everywhere.expectOneAnswerEach()
    expect(await at.readiness()).toEqual(ready)
    expect(at.guide.told(/incident/i)).toBe(0)
  })
})

test('a disk that takes everything but what moderators choose: that is done, and said once, when it is well again', async () => {
  await using at = await openGuideOnDisk()
  await at.start()
  await at.everywhere.open()
  await at.everywhere.ask('settings layout table')
  await at.everywhere.expectOneAnswerEach()
  await at.disk.refuseWrites('messenger-guide.sqlite-wal')
  await at.everywhere.ask('language it')
  await at.guide.tells(/folder .* cannot be used/, 2)
  await at.disk.allowWrites()
  await at.everywhere.expectOneAnswerEach()
  expect(at.guide.told(/incident/i)).toBe(0)
})

test('a disk that went read-only by itself: once it is mounted anew, the bot goes on', async () => {
  await using at = await openGuideOnDisk()
  await at.start()
  await at.everywhere.open()
  await at.everywhere.ask('settings layout table')
  await at.everywhere.expectOneAnswerEach()
  await at.disk.fail()
  await at.everywhere.ask('briar')
  await at.guide.tells(/folder .* cannot be used/, 2)
  await at.disk.mountAnew()
  await at.everywhere.expectOneAnswerEach()
  await at.everywhere.ask('language it')
  await at.everywhere.expectOneAnswerEach()
  expect(at.guide.told(/incident/i)).toBe(0)
})
