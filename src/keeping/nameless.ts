/** What points at somebody or something of theirs, and what is written instead; what comes first is replaced first. */
const pointers: readonly (readonly [RegExp, string])[] = [
  // Discord: people, roles, channels, emoji, times, slash commands.
  [/<(?:@[!&]?|#|id:|t:|a?:\w{1,64}:|\/[^<>]{1,100}:)[^<>]{1,100}>/gu, '[mention]'],
  [/(?<!\w)(?:https?:|www\.|matrix:|mailto:|tel:|tg:|xmpp:)\S+/gi, '[link]'],
  [/(?<![\w.@:-])[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)+\/\S*/gi, '[link]'],
  // Matrix: people, rooms, aliases, events; and the names that people elsewhere are mentioned by.
  [/(?<![\w.+-])[@#!$+][^\s:@]{1,255}:[^\s,;!?()<>"']+/g, '[mention]'],
  [/[^\s@<>()"']+@[^\s@<>()"']+/gu, '[address]'],
  [/@[^\s@,;!?()<>"']+/gu, '[mention]'],
  [/\+?(?:\p{N}[\p{Pd}\p{Zs}()./+]{0,3}){6,}/gu, '[number] '],
  // Ids, keys and tokens.
  [/[\w+/=-]{24,}/g, '[id]'],
]

/** A text without mentions, addresses, links and long numbers, which tell of people. Names in plain words stay. */
export function nameless(text: string): string {
  return pointers.reduce((left, [pointer, instead]) => left.replace(pointer, instead), text).trim()
}
