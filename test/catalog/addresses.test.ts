import { expect, test } from 'vitest'
import { createCatalog } from '../../src/catalog/catalog.ts'
import { realContent } from '../support/guide.ts'

const catalog = createCatalog(realContent().data)
const downloads = (messenger: string) =>
  Object.fromEntries(catalog.downloads(messenger).map(({ scope, value }) => [scope, value]))
const link = (messenger: string, kind: string) => catalog.links(messenger).find(({ scope }) => scope === kind)?.value

test('each messenger has the downloads of the newest list', () => {
  expect(Object.keys(downloads('signal'))).toEqual(['google-play', 'app-store', 'android', 'windows', 'macos', 'linux'])
  expect(downloads('molly')).toEqual({
    'f-droid': 'https://molly.im/fdroid',
    accrescent: 'https://accrescent.app/app/im.molly.app',
    github: 'https://github.com/mollyim/mollyim-android/releases',
  })
  expect(Object.keys(downloads('simplex'))).toEqual(['google-play', 'app-store', 'github', 'windows', 'macos', 'linux'])
  expect(Object.keys(downloads('briar'))).toEqual(['google-play', 'windows', 'linux', 'flathub'])
  expect(Object.keys(downloads('element'))).toEqual([
    'google-play',
    'app-store',
    'github',
    'windows',
    'macos',
    'linux',
    'web',
  ])
  expect(Object.keys(downloads('session'))).toEqual(['google-play', 'app-store', 'github', 'windows', 'macos', 'linux'])
})

test('the newest address wins, an older one is history', () => {
  expect(link('element', 'source')).toBe('https://github.com/element-hq')
  expect(link('simplex', 'privacy')).toBe('https://simplex.chat/privacy')
  const moved = catalog.history('element').map(({ older }) => older.value)
  expect(moved).toContain('https://github.com/vector-im')
})

test('an address corrupted in the newest revision comes from the one before', () => {
  expect(link('matrix', 'double-ratchet')).toBe('https://signal.org/docs/specifications/doubleratchet')
})

test('no donation page is made up', () => {
  for (const id of ['simplex', 'element', 'session']) expect(link(id, 'donate')).toBeUndefined()
  expect(link('briar', 'donate')).toBe('https://briarproject.org')
})
