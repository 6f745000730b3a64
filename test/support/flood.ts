import { setTimeout as sleep } from 'node:timers/promises'

/** Messages of a flood, who sends them, and how long that takes, in milliseconds. */
const messages = 1000
export const senders = 50
const duration = 10_000
/** How many go out at once. */
const burst = 20

/** What a flood comes to where one person may ask so much: each is answered so often, then told once, then passed over. */
export const perAsker = 10
export const expectedAnswers = senders * perAsker
export const expectedNotices = senders

/** A thousand messages in ten seconds from fifty senders, in turn; `send` is called with the number of the sender. */
export async function flood(send: (sender: number) => unknown): Promise<void> {
  const sent: unknown[] = []
  for (let count = 0; count < messages; count += burst) {
    for (let one = count; one < count + burst; one++) sent.push(send(one % senders))
    await sleep((duration * burst) / messages)
  }
  await Promise.all(sent)
}

/** Waits until something has come to a number, or goes no further. */
export async function settled(count: () => number, wanted: number): Promise<void> {
  const patience = 30_000
  for (let before = -1, since = Date.now(); count() < wanted; await sleep(50)) {
    if (count() !== before) since = Date.now()
    if (Date.now() - since > patience) return
    before = count()
  }
}
