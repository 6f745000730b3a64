import { setTimeout as sleep } from 'node:timers/promises'
import { type Asker, startAsker } from '../e2e/asker.ts'
import type { Homeserver } from '../e2e/homeserver.ts'
import type { MessageOptions, RoomEvent } from '../e2e/room-event.ts'
import type { Chance } from './chance.ts'
import type { Asked, Kind, Ledger } from './ledger.ts'
import type { Load } from './load.ts'
import { cards, chatter, commands, questions } from './questions.ts'

/** A room with how messages are typed there so that they call the bot. */
interface Room {
  readonly id: string
  readonly typed: (text: string) => string
}

/** A question that somebody may come back to. */
interface Topic {
  readonly room: Room
  readonly id: string
  readonly asked: Asked
}

/** What an ordinary person does, by how often. */
const acts = {
  ...{ question: 60, command: 20, mention: 5, chatter: 6, edit: 6, deletion: 4, rejection: 3, followUp: 6 },
  ...{ settings: 3, pin: 3, unpin: 3 },
}
type Act = keyof typeof acts

const settings = [
  'language it',
  'language en',
  'language he',
  'settings layout table',
  'settings per-asker auto',
  'pins',
]

/** How many questions somebody can come back to. */
const remembered = 10

/** Milliseconds between two acts of an ordinary person, on average. */
const pace = 2_400

/** People in Matrix rooms, two who ask at leisure and one who asks too much at times. */
export async function openMatrixLoad(
  homeserver: Homeserver,
  bot: string,
  { ledger, chance }: { readonly ledger: Ledger; readonly chance: Chance },
): Promise<Load & AsyncDisposable> {
  await using open = new AsyncDisposableStack()
  const enters = async (name: string) => open.adopt(await startAsker(homeserver, name), ({ stop }) => stop())
  const [anna, ben, max] = [await enters('Anna'), await enters('Ben'), await enters('Max')]
  const meets = async (asker: Asker, encrypted: boolean, others: readonly Asker[] = []): Promise<Room> => {
    const id = await asker.createRoom({ encrypted, invite: [bot, ...others.map(({ userId }) => userId)] })
    await asker.waitForMember(id, bot)
    for (const other of others) await other.join(id)
    const levels = await asker.state(id, 'm.room.power_levels')
    await asker.setState(id, 'm.room.power_levels', { ...levels, users: { ...(levels.users as object), [bot]: 50 } })
    const isDirect = others.length === 0
    return { id, typed: (text) => (isDirect ? text : `!messenger ${text}`) }
  }
  const look = lookInto([anna, ben, max], bot)
  const note = (asker: Asker, kind: Kind, place: string, reactions: () => number): Asked =>
    ledger.note({ platform: 'matrix', kind, place, asker: asker.userId, at: Date.now(), reactions })
  let unsent = 0
  const ask = async (asker: Asker, room: Room, text: string, options?: MessageOptions, kind: Kind = 'question') => {
    const id = await asker.ask(room.id, text, options)
    return { room, id, asked: note(asker, kind, room.id, () => look().answersTo(id).length) }
  }

  /** What somebody does once; what takes a question that was answered does nothing where there is none. */
  const act = async (asker: Asker, rooms: readonly Room[], topics: Topic[], what: Act): Promise<void> => {
    const room = chance.pick(rooms)
    const says = async (text: string) => {
      topics.push(await ask(asker, room, room.typed(text)))
      if (topics.length > remembered) topics.shift()
    }
    switch (what) {
      case 'question':
        return says(chance.pick(questions))
      case 'command':
        return says(chance.pick(commands))
      case 'settings':
        return says(chance.pick(settings))
      case 'pin':
      case 'unpin':
        return says(`${what} ${chance.pick(cards)}`)
      case 'mention':
        return void (await ask(asker, room, `${bot} ${chance.pick(questions)}`, { mentions: [bot] }))
      case 'chatter': {
        const crowd = rooms.find(({ typed }) => typed('') !== '')
        if (crowd) await ask(asker, crowd, chance.pick(chatter), undefined, 'chatter')
        return
      }
    }
    const [topic] = topics.splice(0, 1)
    const answer = topic && asker.answersTo(topic.id)[0]?.event_id
    if (!topic || answer === undefined) return
    await returnTo(asker, topic, answer, what)
  }
  const returnTo = async (asker: Asker, { room, id, asked }: Topic, answer: string, what: Act) => {
    const place = room.id
    if (what === 'followUp') return void (await ask(asker, room, 'briar', { replyTo: answer }))
    if (what === 'edit') {
      await asker.ask(place, room.typed('compare molly simplex briar'), { edits: id })
      return void note(asker, 'edit', place, () => look().editsOf(answer).length)
    }
    if (what === 'deletion') await asker.redact(place, id)
    else await asker.react(place, answer, '❌')
    asked.isWithdrawn = true
    note(asker, what === 'deletion' ? 'deletion' : 'rejection', place, () => (look().isGone(answer) ? 1 : 0))
  }

  const shared = [await meets(anna, false, [ben]), await meets(anna, true, [ben])]
  const homes: readonly (readonly [Asker, readonly Room[]])[] = [
    [anna, [...shared, await meets(anna, true)]],
    [ben, [...shared, await meets(ben, false)]],
  ]
  const crowd = await meets(max, false, [anna])
  const ready = open.move()
  const tries = async (work: () => Promise<unknown>) => {
    await work().catch(() => {
      unsent++
    })
  }
  return {
    run: async (signal) => {
      await Promise.all(
        homes.map(async ([asker, rooms]) => {
          const topics: Topic[] = []
          while (!signal.aborted) {
            await sleep(pace * 2 * chance.next(), undefined, { signal }).catch(() => undefined)
            if (!signal.aborted) await tries(() => act(asker, rooms, topics, chance.weigh(acts)))
          }
        }),
      )
    },
    burst: async (count) => {
      for (let asked = 0; asked < count; asked++) await tries(() => ask(max, crowd, crowd.typed(chance.pick(commands))))
    },
    unsent: () => unsent,
    [Symbol.asyncDispose]: () => ready.disposeAsync(),
  }
}

/** How long a look into the rooms counts, in milliseconds. */
const glance = 1_000

/** What the bot did in all rooms, as their members see it. */
function lookInto(askers: readonly Asker[], bot: string) {
  let [lookedAt, view] = [0, viewOf([], bot)]
  return () => {
    if (Date.now() - lookedAt < glance) return view
    const events = new Map(askers.flatMap((asker) => asker.events()).map((event) => [event.event_id, event]))
    view = viewOf([...events.values()], bot)
    lookedAt = Date.now()
    return view
  }
}

function viewOf(events: readonly RoomEvent[], bot: string) {
  const answers = new Map<string, string[]>()
  const edits = new Map<string, string[]>()
  const gone = new Set<string>()
  const add = (to: Map<string, string[]>, key: string, id: string) => to.set(key, [...(to.get(key) ?? []), id])
  for (const { sender, type, event_id, content, redacts } of events) {
    if (sender !== bot) continue
    if (type === 'm.room.redaction') gone.add(String(redacts ?? content.redacts))
    const { rel_type, event_id: target = '', 'm.in_reply_to': reply } = content['m.relates_to'] ?? {}
    if (rel_type === 'm.replace') add(edits, target, event_id)
    else if (reply) add(answers, reply.event_id, event_id)
  }
  return {
    answersTo: (question: string) => answers.get(question) ?? [],
    editsOf: (answer: string) => edits.get(answer) ?? [],
    isGone: (event: string) => gone.has(event),
  }
}
