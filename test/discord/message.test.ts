import { ComponentType } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readComponentId } from '../../adapters/discord/component-id.ts'
import { createMessage, type Delivery } from '../../adapters/discord/message.ts'
import { links, paragraph, text } from '../../src/answer/document.ts'
import { openRoom } from '../support/guide.ts'
import { faultsOf, partsOf } from './message-faults.ts'

const asker = '123456789012345678'

/** What a person sees of the answer to a question. */
function seen(question: string, { language = 'en', ...delivery }: Partial<Delivery> & { language?: string } = {}) {
  const room = openRoom({ language })
  const { answer } = room.asks(question)
  return view(createMessage(answer, { offers: room.bot.offers(answer), asker, asked: question, ...delivery }))
}

function view(message: ReturnType<typeof createMessage>) {
  const parts = partsOf(message)
  const menu = (id: string) => parts.find(({ custom_id }) => custom_id === `messenger:1:choose:${id}`)?.options ?? []
  const named = (options: readonly { label: string; value: string }[]) =>
    options.map(({ label, value }) => {
      const action = readComponentId(value)
      return [label, action?.kind === 'run' ? `${action.language}: ${action.command}` : action?.kind]
    })
  const buttons = parts.filter(({ type, custom_id }) => type === ComponentType.Button && custom_id)
  return {
    message,
    accent: (message.components[0] as { readonly accent_color?: number } | undefined)?.accent_color,
    text: parts
      .flatMap(({ content }) => content ?? [])
      .join('\n')
      .replaceAll('\u00A0', ' '),
    buttons: named(buttons.map(({ label, custom_id }) => ({ label: label ?? '', value: custom_id ?? '' }))),
    compare: named(menu('compare')),
    more: named(menu('more')),
    links: parts.flatMap(({ label, url }) => (!url ? [] : [`${label} ${url}`])),
  }
}

describe('a card', () => {
  const card = seen('session')

  test('notifies nobody', () => {
    expect(card.message).toMatchObject({ flags: 1 << 15, allowed_mentions: { parse: [] } })
  })

  test('says the tier in words and in colour', () => {
    expect(card.text).toContain('## Session\n**Additional option without forward secrecy \\[1]**')
    expect(card.accent).not.toBe(seen('signal').accent)
    expect(seen('briar').accent).toBe(seen('signal').accent)
  })

  test('ends with footnotes and sources in small text', () => {
    expect(card.text).toMatch(
      /\n-# \*\*Footnotes\*\*\n-# \\\[1] \*\*Forward secrecy\*\*: [\s\S]*\n-# \*\*Sources\*\*\n/,
    )
    expect(card.text).toContain('-# [Privacy Guides, November 12, 2024 (CC-BY-SA-4.0)](<https://github.com/')
  })

  test('has its addresses as buttons', () => {
    expect(card.links).toContain('Linux https://getsession.org/download')
  })

  test('leads on by few buttons and two menus, each thing once', () => {
    expect(card.buttons).toEqual([
      ['What changed about Session', 'en: history session'],
      ['Sources on Session', 'en: sources session'],
      ['Remove this answer', 'remove'],
    ])
    expect(card.compare.map(([label]) => label)).toEqual(['Signal', 'Molly', 'SimpleX Chat', 'Briar', 'Element'])
    expect(card.more).toEqual([
      ['What the guide says', 'en: card session facts'],
      ['Downloads and links of Session', 'en: links session'],
      ['Footnotes: Forward secrecy and Future secrecy', 'en: explain forward-secrecy future-secrecy'],
      ['\u2068עברית\u2069', 'he: session'],
      ['Italiano', 'it: session'],
      ['\u2068繁體中文\u2069', 'zh-Hant: session'],
    ])
  })
})

test('a fact is compared on what was asked', () => {
  const { compare } = seen('does session have forward secrecy?')
  expect(compare[0]).toEqual(['Signal', 'en: compare session, signal forward-secrecy'])
})

test('every choice can be asked, and is answered in its language even if it is a question in another', () => {
  const question = 'does session have forward secrecy?'
  const { more } = seen(question)
  const { bot } = openRoom()
  const place = { platform: 'test', id: 'room' }
  for (const [, chosen = ''] of more) {
    const [answerIn = '', command = ''] = chosen.split(': ')
    const answer = bot.answer({ text: command, place, moderates: false, answerIn })
    expect([answer.language, answer.summary.outcome]).toEqual([answerIn, 'answered'])
  }
  expect(more).toContainEqual(['Italiano', `it: ${question}`])
})

test('no two choices bear the same name', () => {
  const { buttons, more } = seen('language')
  const labels = [...buttons, ...more].map(([label]) => label)
  expect(labels).toHaveLength(new Set(labels).size)
  expect(labels).toContain('Italiano')
})

test('without an asker nobody can remove the answer, without the question no language can be chosen', () => {
  const room = openRoom()
  const { answer } = room.asks('signal')
  const { buttons, more } = view(createMessage(answer, { offers: room.bot.offers(answer) }))
  expect(buttons.map(([label]) => label)).not.toContain('Remove this answer')
  expect(more.map(([label]) => label)).not.toContain('Italiano')
})

describe('what is left out for length', () => {
  test('is named with what must be typed, and can be chosen', () => {
    const { text, more } = seen('signal', { prefix: '/messenger' })
    expect(text).toContain('**Left out here for length:** What the guide says `/messenger card signal facts`')
    expect(more).toContainEqual(['What the guide says', 'en: card signal facts'])
  })

  test('never is a warning', () => {
    for (const others of ['briar element', 'simplex element', 'molly matrix'])
      expect(seen(`compare signal session ${others}`, { language: 'it' }).text).toContain('**Attenzione:**')
  })

  test('a follow-up too long for a button is a hint', () => {
    const room = openRoom()
    const { answer } = room.asks('privacy')
    const command = `search ${'audit '.repeat(20).trim()}`
    const long = { ...answer, followUps: [{ label: 'Search', command }] }
    const { text, buttons } = view(createMessage(long, { offers: room.bot.offers(answer), prefix: '!messenger' }))
    expect(buttons).toEqual([])
    expect(text).toContain(`- Search: \`!messenger ${command}\``)
  })
})

test('a comparison has an item for each criterion, and a line for all of whom the same is said', () => {
  const { text } = seen('compare signal briar session')
  expect(text).toContain('- **Forward secrecy \\[1]**\n  Signal, Briar: yes\n  Session: no')
})

test('in Hebrew every line and every label is read from the right', () => {
  for (const question of ['signal', 'compare signal session', 'recommend', 'help']) {
    const { text, buttons, compare, more } = seen(question, { language: 'he' })
    for (const line of text.split('\n')) expect(line).toMatch(/^(?:#+ |- | {2}|-# |> |\d+\. )?\u200F\u2067.*\u2069$/u)
    for (const [label] of [...buttons, ...compare, ...more]) expect(label).toMatch(/^\u2067.*\u2069$/u)
  }
})

test('addresses that buttons have no room for, or cannot open, are said in text', () => {
  const room = openRoom()
  const { answer } = room.asks('privacy')
  const many = Array.from({ length: 50 }, (_, index) => ({ text: `Link ${index}`, url: `https://a.example/${index}` }))
  const odd = [
    { text: 'Long', url: `https://a.example/${'a'.repeat(600)}` },
    { text: 'Script', url: 'javascript:alert(1)' },
  ]
  const shown = view(
    createMessage(
      { ...answer, blocks: [paragraph(text('Here:')), links([...odd, ...many])] },
      { offers: room.bot.offers(answer), asker },
    ),
  )
  expect(faultsOf(shown.message)).toEqual([])
  expect(shown.links).toContain('Link 0 https://a.example/0')
  expect(shown.text).toContain('- [Link 49](<https://a.example/49>)')
  expect(shown.text).toContain('- [Long](<https://a.example/aaa')
  expect(shown.text).toContain('- Script')
  expect(shown.text).not.toContain('javascript')
})

test('whatever is typed, its answer is a message that Discord takes', () => {
  const room = openRoom({ language: 'zh-Hant' })
  const hostile = fc.string({
    unit: fc.oneof(fc.constantFrom(...'`*_~|[]<>@#/:\\ 前a'), fc.string({ unit: 'binary' })),
    maxLength: 600,
  })
  fc.assert(
    fc.property(
      fc.constantFrom('', 'signal ', 'compare signal session ', 'search ', 'recommend '),
      hostile,
      (command, typed) => {
        const asked = command + typed
        const { answer } = room.asks(asked)
        expect(
          faultsOf(createMessage(answer, { offers: room.bot.offers(answer), prefix: '!messenger', asker, asked })),
        ).toEqual([])
      },
    ),
  )
})
