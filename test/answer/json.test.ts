import { expect, test } from 'vitest'
import { renderJson } from '../../src/answer/json.ts'
import { openRoom } from '../support/guide.ts'

const room = openRoom()
const json = (question: string) =>
  JSON.parse(renderJson(question, room.asks(question).answer)) as Record<string, unknown>

test('an answer is one line with exactly the keys of the contract', () => {
  const line = renderJson('compare signal session', room.asks('compare signal session').answer)
  expect(line).not.toContain('\n')
  expect(Object.keys(JSON.parse(line))).toEqual([
    'query',
    'language',
    'outcome',
    'intent',
    'messengers',
    'criteria',
    'terms',
    'premise',
    'result',
    'unknown',
    'notCovered',
    'choices',
    'verdicts',
    'facts',
    'urls',
    'text',
  ])
})

test('verdicts carry basis, date, source and links', () => {
  expect(json('criteria forward-secrecy').verdicts).toContainEqual({
    messenger: 'session',
    criterion: 'forward-secrecy',
    verdict: 'no',
    basis: 'stated',
    asOf: '2024-11-12',
    source: 'privacy-guides',
    links: ['https://getsession.org/blog/session-protocol-technical-information'],
  })
})

test('a verdict without a link of its own cites its snapshot, silence cites nothing', () => {
  const [signal, molly] = json('compare signal molly on forward secrecy').verdicts as {
    links: string[]
    source: string | null
  }[]
  expect(signal?.links).toEqual([expect.stringContaining('github.com/privacyguides/i18n/blob/9074d097')])
  expect(molly).toMatchObject({ verdict: 'not-stated', basis: 'silent', source: null, links: [] })
})

test('facts carry their value and unit', () => {
  expect(json('session').facts).toContainEqual({
    messenger: 'session',
    id: 'closed-groups',
    value: 100,
    unit: 'people',
  })
})

test('urls are all those the answer shows', () => {
  const { urls, text } = json('signal') as { urls: string[]; text: string }
  expect(urls).toContain('https://signal.org/android/apk')
  for (const url of urls) expect(text).toContain(url)
  for (const url of text.match(/https:\/\/[^\s)]+/g) ?? []) expect(urls).toContain(url)
})
