import { openRoom } from './guide.ts'

/** Every comparison of three. */
export function everyTriple(): readonly string[] {
  const { subjects } = openRoom().bot.catalog
  return subjects.flatMap((one, first) =>
    subjects.flatMap((other, second) =>
      second > first ? subjects.slice(second + 1).map((third) => `compare ${one} ${other} ${third}`) : [],
    ),
  )
}

/** Commands that together say everything the guide can say: each thing it knows by each command that takes it. */
export function everyQuestion(): readonly string[] {
  const { data, subjects: messengers, criteria } = openRoom().bot.catalog
  const pairs = messengers.flatMap((one, index) => messengers.slice(index + 1).map((other) => `${one} ${other}`))
  const each = (command: string, ids: readonly string[]) => ids.map((id) => `${command} ${id}`)
  return [
    ...['card', 'links', 'history', 'sources'].flatMap((command) => each(command, messengers)),
    ...each('compare', pairs),
    ...each('compare', [
      'signal molly simplex briar',
      'briar element session matrix',
      'molly molly-foss molly-up signal',
    ]),
    ...each('criteria', criteria),
    ...each('explain', Object.keys(data.terms)),
    ...each('recommend', Object.keys(data.needs)),
    ...each('not-listed', Object.keys(data.notCovered)),
    ...each('help', ['', 'card', 'compare', 'ask', 'language', 'nonsense']),
    ...each('search', ['encryption', 'signal', 'server']),
    'criteria',
    'recommend',
    'sources',
    'not-listed',
    'language',
    'privacy',
    'sgnal',
    'compare signal',
    'explain',
  ]
}
