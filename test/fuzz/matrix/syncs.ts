import fc from 'fast-check'
import { seldom, type Typing } from '../typed.ts'
import type { RoomAsItIs } from './quiet-homeserver.ts'

/** What a server may say, with what it says of the room when it is asked. */
export interface Sync {
  readonly response: unknown
  readonly room: RoomAsItIs
}

export const me = '@guide:example.org'
/** Stands in ids for what makes them new with each input. */
export const fresh = '~fresh~'
const rooms = [`!one${fresh}:example.org`, `!two${fresh}:example.org`]
const people = ['@anna:example.org', '@ben:example.org', me]
const eventIds = ['a', 'b', 'c', 'd'].map((name) => `$${name}${fresh}`)

const types = ['m.room.message', 'm.room.encrypted', 'm.reaction', 'm.room.redaction', 'm.room.member']
const stateTypes = [
  'm.room.power_levels',
  'm.room.tombstone',
  'm.room.pinned_events',
  'm.room.create',
  'm.room.encryption',
]

/** Syncs of any shape, most of them nearly right: servers, programs and people may put anything anywhere. */
export function syncs(typing: Typing, now: number): fc.Arbitrary<Sync> {
  const { sometimes } = mistakes()
  const event = events(typing, now)
  const timeline = fc.record(
    {
      events: sometimes(fc.array(event, { maxLength: 4 })),
      limited: sometimes(fc.boolean()),
      prev_batch: sometimes(fc.constant('p1')),
    },
    { requiredKeys: ['events'] },
  )
  const joined = fc.record(
    {
      timeline: sometimes(timeline),
      state: sometimes(fc.record({ events: sometimes(fc.array(event, { maxLength: 2 })) })),
    },
    { requiredKeys: ['timeline'] },
  )
  const invited = fc.record({
    invite_state: sometimes(fc.record({ events: sometimes(fc.array(event, { maxLength: 2 })) })),
  })
  const byRoom = (arbitrary: fc.Arbitrary<unknown>, most: number) =>
    fc.dictionary(fc.constantFrom(...rooms), sometimes(arbitrary), { maxKeys: most })
  const response = fc.record(
    {
      next_batch: fc.constant('s1'),
      rooms: sometimes(fc.record({ join: sometimes(byRoom(joined, 2)), invite: sometimes(byRoom(invited, 1)) })),
    },
    { requiredKeys: ['next_batch', 'rooms'] },
  )
  return fc.record({ response, room: roomsAsTheyAre(event, sometimes) })
}

const noObject = [null, 7, '', '<html>', true]
const noKeys = [...noObject, [], {}, { next_batch: 7 }, { joined: null }]

/** What servers that are no homeserver answer, or homeservers that are not well; it must make no sense where it is said. */
const odd = fc.oneof(
  fc.record({ to: fc.constantFrom('/sync', '/joined_members', '/messages'), answer: fc.constantFrom(...noKeys) }),
  fc.record({ to: fc.constant('/state'), answer: fc.constantFrom(...noObject, {}) }),
  fc.record({ to: fc.constant('/m.room.pinned_events'), answer: fc.constantFrom(...noObject, []) }),
)

/** What should not be there, and what is there instead of something once in a while. */
function mistakes() {
  const wrong = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, 7, '', [], {}, { events: [null] }))
  const sometimes = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<T | unknown> =>
    fc.oneof({ weight: 24, arbitrary: right }, { weight: 1, arbitrary: wrong })
  return { sometimes }
}

function events({ anything, command, known }: Typing, now: number): fc.Arbitrary<object> {
  const { sometimes } = mistakes()
  // What is new with each input is new in what is wrong, too.
  const id = fc.oneof(
    { weight: 24, arbitrary: fc.constantFrom(...eventIds) },
    { weight: 1, arbitrary: fc.constantFrom(fresh, null, 7, [], {}) },
  )
  const body = fc.oneof(
    fc
      .tuple(fc.constantFrom('!messenger ', `${me}: `, '', '> quoted\n\n'), fc.oneof(command, known))
      .map((all) => all.join('')),
    anything,
  )
  const text = {
    msgtype: sometimes(fc.constantFrom('m.text', 'm.text', 'm.notice')),
    body: sometimes(body),
    'm.mentions': sometimes(fc.record({ user_ids: sometimes(fc.subarray([...people])) })),
  }
  const relation = fc.record(
    {
      rel_type: sometimes(fc.constantFrom('m.replace', 'm.thread', 'm.annotation')),
      event_id: id,
      key: sometimes(fc.constantFrom('❌', '👍', '✖️')),
      is_falling_back: sometimes(fc.boolean()),
      'm.in_reply_to': sometimes(fc.record({ event_id: id })),
    },
    { requiredKeys: [] },
  )
  const more = {
    'm.relates_to': sometimes(relation),
    'm.new_content': sometimes(fc.record(text)),
    redacts: id,
    pinned: sometimes(fc.array(id, { maxLength: 3 })),
    users: sometimes(fc.dictionary(fc.constantFrom(...people), sometimes(fc.integer({ min: -1, max: 101 })))),
    events: sometimes(fc.dictionary(fc.constantFrom(...stateTypes), sometimes(fc.integer({ min: 0, max: 101 })))),
    replacement_room: sometimes(fc.constantFrom(...rooms)),
    membership: sometimes(fc.constantFrom('join', 'leave', 'invite', 'ban')),
    displayname: sometimes(anything),
    ciphertext: sometimes(fc.constant('AwgA')),
  }
  const said = fc.record({ ...text, ...more }, { requiredKeys: ['msgtype', 'body'] })
  const anyContent = fc.record(more, { requiredKeys: [] })
  return fc.record(
    {
      event_id: id,
      type: sometimes(
        fc.oneof({ weight: 3, arbitrary: fc.constant('m.room.message') }, fc.constantFrom(...types, ...stateTypes)),
      ),
      sender: sometimes(fc.constantFrom(...people)),
      content: sometimes(fc.oneof({ weight: 3, arbitrary: said }, anyContent)),
      state_key: sometimes(fc.constantFrom('', ...people)),
      origin_server_ts: sometimes(fc.constantFrom(now, now - 1000, now - 3_600_000, now + 9_000_000)),
      redacts: id,
      unsigned: sometimes(
        fc.record(
          { age: sometimes(fc.integer({ min: -5, max: 5000 })), prev_content: sometimes(anyContent) },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: ['event_id', 'type', 'sender', 'content'] },
  )
}

function roomsAsTheyAre(
  event: fc.Arbitrary<object>,
  sometimes: <T>(right: fc.Arbitrary<T>) => fc.Arbitrary<unknown>,
): fc.Arbitrary<RoomAsItIs> {
  const joined = fc
    .subarray([...people], { minLength: 1 })
    .map((users) => Object.fromEntries(users.map((user) => [user, {}])))
  return fc.record({
    members: fc.record({ joined }),
    state: fc.array(sometimes(event), { maxLength: 3 }),
    pinned: fc.record({ pinned: sometimes(fc.array(sometimes(fc.constantFrom(...eventIds)), { maxLength: 3 })) }),
    event: fc.oneof(fc.constant(undefined), event),
    odd: seldom(odd, 100),
  })
}
