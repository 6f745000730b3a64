import { describe, expect, test } from 'vitest'
import { plainLine } from '../../src/answer/plain-text.ts'
import { openRoom } from '../support/guide.ts'

const room = openRoom()

describe('compare', () => {
  test('shows what differs first, then what is shared, then what is not stated', () => {
    const { text } = room
      .asks('!messenger compare signal session')
      .gets({ intent: 'compare', messengers: ['signal', 'session'] })
    const order = [
      'Where they differ',
      'Forward secrecy [1]',
      'What they share',
      'Independent audit: yes',
      'Not stated for any of them',
    ]
    expect(order.map((part) => text.indexOf(part))).toEqual(
      order.map((part) => text.indexOf(part)).toSorted((a, b) => a - b),
    )
    for (const part of order) expect(text).toContain(part)
  })

  test('the prefix is optional, and names alone are a comparison', () => {
    const asked = [
      'compare signal session',
      'signal session',
      'signal vs session',
      'SIGNAL VERSUS SESSION',
      '!Messenger compare Signal, Session',
    ]
    const [first, ...others] = asked.map((question) => room.asks(question).text)
    for (const other of others) expect(other).toBe(first)
  })

  test('takes up to four messengers and chosen criteria, then with reasons', () => {
    const four = room.asks('compare signal simplex briar session on forward secrecy')
    four.gets({ criteria: ['forward-secrecy'], messengers: ['signal', 'simplex', 'briar', 'session'] })
    four.sees('Its protocol lacks forward secrecy', 'SimpleX Chat: not stated')
    expect(four.answer.summary.verdicts).toHaveLength(4)
  })

  test('says what was wrong with its arguments, and how it is used', () => {
    room
      .asks('compare signal')
      .gets({ outcome: 'not-understood' })
      .sees('at least 2', 'Usage: !messenger compare', 'compare signal session')
    room.asks('compare').sees('Usage:')
    room.asks('compare signal molly simplex briar element').sees('at most 4')
    room
      .asks('compare signal session facts')
      .sees('Not understood and left out: What the guide says', 'Where they differ')
    room.asks('compare signal session bananas').sees('Not understood and left out: bananas', 'Where they differ')
  })

  test('answers the covered one of two and names the other', () => {
    room.asks('compare telegram signal').gets({ outcome: 'answered', messengers: ['signal'], notCovered: ['telegram'] })
    room
      .asks('threema vs briar')
      .gets({ messengers: ['briar'], notCovered: ['threema'] })
      .sees('does not cover Threema')
    room
      .asks('compare signal session whatsapp')
      .gets({ notCovered: ['whatsapp'] })
      .sees('does not cover WhatsApp')
  })
})

describe('a card', () => {
  test('suggests comparisons that are understood as they are meant', () => {
    for (const id of room.bot.catalog.subjects) {
      const { answer } = room.asks(id)
      const { comparisons } = room.bot.offers(answer)
      for (const { command } of [...answer.followUps, ...comparisons].filter(({ command }) => /^compare/.test(command)))
        room.asks(command).gets({ intent: 'compare' }).seesNo('Not understood')
    }
    const { blocks } = room.asks('compare element, matrix, molly, molly-up').answer
    const sections = blocks.flatMap((block) => (block.kind === 'heading' && block.command ? [block.command] : []))
    expect(sections.length).toBeGreaterThan(1)
    for (const command of sections) room.asks(command).gets({ messengers: ['element', 'matrix', 'molly', 'molly-up'] })
  })

  test.each(['signal', 'molly', 'simplex', 'briar', 'element', 'session'])('of %s has every section', (id) => {
    const { catalog } = room.bot
    const { answer, text } = room.asks(id).gets({ intent: 'card', messengers: [id] })
    expect(answer.summary.verdicts.map(({ criterion }) => criterion).toSorted()).toEqual(
      [...catalog.criteria].toSorted(),
    )
    expect(answer.summary.facts.map(({ id: fact }) => fact)).toEqual(catalog.facts(id).map((claim) => claim.id))
    for (const { value } of [...catalog.links(id), ...catalog.downloads(id)]) expect(text).toContain(String(value))
    expect(text).toContain('Sources')
  })

  test('of an additional option carries the warning of the guide', () => {
    room.asks('session').sees('Warning: Session: The guide warns')
    room.asks('signal').seesNo('Warning')
  })

  test('gives the steps that hide the number, and the optional one', () => {
    const { text } = room
      .asks('card signal setup')
      .gets({ intent: 'setup' })
      .sees('Optional:', 'Who Can Find Me By Number')
    expect(text.match(/^\d\. /gm)).toHaveLength(6)
  })

  test('of what is beneath a messenger says so', () => {
    room.asks('molly-up').sees('A version of Molly', 'Mollysocket')
    room.asks('matrix').sees('The protocol that Element speaks', 'partly')
    room.asks('mollysocket').sees('A program that Molly-UP works with')
  })

  test('says that an old revision may be outdated, once it is over a year old', () => {
    const stale = 'The guide may have changed since'
    room.asks('signal').seesNo(stale)
    openRoom({ now: new Date('2025-11-12') })
      .asks('signal')
      .seesNo(stale)
    openRoom({ now: new Date('2025-11-13') })
      .asks('signal')
      .sees(stale)
    openRoom({ now: new Date('2025-11-13') })
      .asks('recommend linux')
      .sees(stale)
  })
})

describe('criteria', () => {
  test('as an overview are both lists in order', () => {
    room.asks('criteria').gets({
      intent: 'criteria',
      criteria: [
        'open-source-clients',
        'no-personal-identifiers',
        'e2ee-default',
        'e2ee-all',
        'independent-audit',
        'forward-secrecy',
        'future-secrecy',
        'open-source-servers',
        'decentralized',
        'e2ee-all-default',
        'all-platforms',
      ],
    })
    room.asks('criteria').sees('passive attacks', 'surveillance capitalism', 'being listed proves none of them')
  })

  test('one of them shows every messenger, and the protocol where it differs', () => {
    const one = room.asks('criteria pfs')
    expect(one.answer.summary.verdicts.map(({ messenger, verdict }) => `${messenger} ${verdict}`)).toEqual([
      'signal yes',
      'molly not-stated',
      'simplex not-stated',
      'briar yes',
      'element no',
      'matrix partial',
      'session no',
    ])
  })
})

describe('recommend', () => {
  test('without needs gives the tiers in order, and asks back at most three questions', () => {
    const { answer } = room.asks('recommend').gets({ result: ['signal', 'molly', 'simplex', 'briar'] })
    expect(answer.followUps).toHaveLength(3)
  })

  test('by needs names who meets them, who the guide is silent on, and who is out and why', () => {
    room
      .asks('recommend linux "no phone number"')
      .gets({ result: ['simplex'], unknown: ['briar', 'element', 'session'] })
      .sees('Left out', 'Signal: Phone number needed: yes', 'Molly: Linux: no (inferred)')
  })

  test.each([
    ['recommend no internet', ['briar'], ['signal', 'molly', 'simplex', 'element', 'session']],
    ['recommend against censorship', ['simplex', 'briar'], ['signal', 'molly', 'element', 'session']],
    ['recommend targeted attacks', ['molly'], ['signal', 'simplex', 'briar', 'element', 'session']],
    ['recommend forward secrecy', ['signal', 'briar'], ['molly', 'simplex']],
    ['recommend without forward secrecy', ['element', 'session'], ['molly', 'simplex']],
    ['recommend iphone calls', ['signal', 'simplex', 'element', 'session'], []],
    ['recommend decentralized linux', ['simplex', 'briar', 'element', 'session'], ['signal']],
  ])('%s', (question, result, unknown) => {
    room.asks(question).gets({ result, unknown })
  })

  test('says so when nobody meets all, or when a threat is named for all', () => {
    room.asks('recommend web no phone number').gets({ result: [], outcome: 'not-stated' }).sees('names no messenger')
    room.asks('recommend mass surveillance').sees('names mass surveillance for its picks as a whole')
  })
})

describe('explain', () => {
  test('gives the footnote of the guide', () => {
    room
      .asks('explain pfs')
      .gets({ intent: 'explain', terms: ['forward-secrecy'] })
      .sees('cannot read earlier messages', '[1] Forward secrecy')
    room
      .asks('pcs')
      .gets({ terms: ['future-secrecy'] })
      .sees('post-compromise security')
  })

  test("says when the explanation is not the guide's, and what the guide says with the word", () => {
    room
      .asks('explain double ratchet')
      .sees('the explanation is ours', 'SimpleX Chat: Its protocol encrypts with a double ratchet')
  })
})

test('links gives every address, and says that no donation page is listed', () => {
  room
    .asks('links session')
    .gets({ intent: 'link' })
    .sees('https://getsession.org/download', 'lists no donation page for Session')
  room.asks('links signal').sees('https://signal.org/donate').seesNo('no donation page')
  room.asks('links molly-foss').gets({ outcome: 'not-stated' })
})

test('history tells what changed and when', () => {
  room.asks('history element').gets({ intent: 'history' }).sees('October 24, 2024', 'Jitsi', 'Element Call')
  room.asks('history simplex').sees('Linux', 'August 25, 2024')
  room.asks('history session').sees('open by design')
  room.asks('history signal').sees('personal identifier')
  room.asks('history matrix').sees('Introduction to Matrix')
  room.asks('history molly').sees('Nothing the guide says of Molly has changed')
})

test('sources names every revision with its date, language and licence', () => {
  room
    .asks('sources session')
    .sees('in Hebrew', 'in Italian', 'in Traditional Chinese', 'CC-BY-SA-4.0', 'November 12, 2024')
  room.asks('sources').sees('Where the facts come from')
})

test('not-listed names the criterion, or says that the guide does not cover it', () => {
  room.asks('not-listed session').sees('End-to-end encryption for all messages: no', 'Forward secrecy [1]: no')
  room.asks('why not signal').sees('Nothing in the guide shows that Signal misses')
  room
    .asks('why not telegram')
    .gets({ outcome: 'not-covered', notCovered: ['telegram'] })
    .seesNo(/insecure|unsafe/)
  room.asks('not-listed').sees('WhatsApp', 'says nothing about it, good or bad')
})

test.each([
  'links telegram',
  'history whatsapp',
  'sources wire',
  'card threema',
  'compare telegram whatsapp',
  'telegram or viber',
])('%s says that the guide does not cover it', (typed) => {
  room.asks(typed).gets({ outcome: 'not-covered' })
})

test('language changes the place, for moderators only', () => {
  const place = openRoom()
  place.asks('language').sees('The language here is English')
  place.asks('language it').gets({ outcome: 'answered' })
  expect(place.asks('signal').answer.language).toBe('it')
  place.asks('language עברית')
  expect(place.asks('signal').answer.language).toBe('he')
  place.asks('language klingon').sees('English', 'עברית', 'Italiano')
  const guest = openRoom({ moderates: false })
  guest.asks('language he').sees('the right to moderate')
  expect(guest.asks('signal').answer.language).toBe('en')
})

test('help lists every command, and each in detail', () => {
  const { text } = room.asks('').gets({ intent: 'help' })
  const names = [...text.matchAll(/^• !messenger ([a-z-]+)/gm)].map(([, name]) => name ?? '')
  expect(names).toHaveLength(room.bot.commands.length)
  for (const name of names) room.asks(`help ${name}`).sees(`!messenger ${name}`, 'Example: !messenger')
})

test.each(['en', 'he', 'it', 'zh-Hant'])('every example of the help in %s works when typed', (language) => {
  const place = openRoom({ language })
  for (const command of place.bot.commands) {
    const example = place
      .asks(`help ${command}`)
      .answer.blocks.flatMap((block) => (block.kind === 'paragraph' ? block.content : []))
    const typed = example.find((inline) => inline.kind === 'code')?.text ?? ''
    expect(typed).toMatch(/^!messenger ./)
    expect([typed, place.asks(typed).answer.summary.outcome]).toEqual([
      typed,
      expect.stringMatching(/^(answered|not-covered)$/),
    ])
  }
})

test('an answer ends with its sources and what to try next, each with what to type', () => {
  room
    .asks('compare signal session')
    .sees('Privacy Guides, November 12, 2024 (CC-BY-SA-4.0): https://github.com/', /^• About Session: session$/m)
})

test('settings show and change how a place is answered, for moderators', () => {
  const place = openRoom()
  place.asks('settings').sees('labelled lines').sees('English')
  place.asks('settings layout table').sees('From now on').sees('tables')
  place.asks('settings').sees(/Layout: tables/)
  place.asks('settings language it').sees('italiano')
  place.asks('settings layout circle').sees('list o table', 'Non è cambiato nulla')
  place.asks('settings colour red').sees('non esiste')
  place.asks('settings layout list, colour red').sees('colour red', 'Non è cambiato nulla').sees('tabelle')
  place.asks('settings layout list, language auto').sees('labelled lines', 'automatic: English')
  openRoom({ moderates: false }).asks('settings layout table').sees('the right to moderate').sees('labelled lines')
  openRoom()
    .asks('settings to hide my number on signal')
    .gets({ intent: 'setup', messengers: ['signal'] })
})

test('privacy says what is kept', () => {
  room.asks('privacy').sees('not logged, and not kept', 'which cards are pinned')
})

test('search finds facts by words in any language', () => {
  room.asks('search audit oxen').sees('Oxen asked for an independent audit')
  room.asks('search closed group').sees('up to 100 members')
  room.asks('search 稽核').sees('audit')
  room.asks('search ביקורת').sees('audit')
  room.asks('search telegram').gets({ outcome: 'not-covered' })
  // A fact whose name begins like that of another is not found by the words of that other.
  room.asks('search sealed sender contacts').sees('in the contact list').seesNo('It has a feature named')
})

test('footnotes are numbered as first met, in every answer that mentions their words', () => {
  room.asks('compare signal molly on future secrecy').sees('Future secrecy [1]', '[1] Future secrecy:')
  room.asks('element').sees('[1] Forward secrecy:', '[2] Future secrecy:')
  room.asks('links signal').seesNo('Footnotes')
})

test('where a reason has no words, those around it are one blank apart', () => {
  const { answer } = openRoom().asks('לא יקראו את מה שאשלח ושף מטאדטה al-o עשו ביקורת תמיד')
  const said = answer.blocks.flatMap((block) => (block.kind === 'facts' ? block.entries : []))
  expect(said.flatMap(({ detail = [] }) => plainLine(detail, answer)).filter((line) => / {2}/.test(line))).toEqual([])
  expect(said.length).toBeGreaterThan(0)
})
