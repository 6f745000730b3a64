import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InvalidPlaceFile, readPlaceFile } from '../../src/state/place-file.ts'
import { openState } from '../../src/state/state.ts'

const server = { platform: 'discord', id: 'server' }
const channel = { platform: 'discord', id: 'channel', partOf: 'server' }

function furnished() {
  const state = openState()
  state.changeSettings(channel, { language: 'he', listen: ['channel'], private: true, perAsker: 3 })
  state.keepPin(channel, {
    subject: 'card signal',
    command: 'signal',
    cause: '1',
    status: 'up',
    message: '2',
    digest: 'd',
  })
  state.keepPin(channel, { subject: 'criteria', command: 'criteria', cause: '3', status: 'rising' })
  return state
}

test('a place moves from one folder to another with all its parts', () => {
  const from = furnished()
  const text = JSON.stringify({ messengerGuide: 1, place: server, ...from.record(server) })
  const { place, ...record } = readPlaceFile(text)
  const to = openState()
  to.changeSettings(server, { layout: 'table' })
  to.restore(place, record)
  expect(to.record(server)).toEqual(from.record(server))
  expect(to.pins(channel)).toEqual(from.pins(channel))
  expect(to.places()).toEqual([server])
})

test('erasing a place leaves others alone', () => {
  const state = furnished()
  const other = { platform: 'discord', id: 'other' }
  state.changeSettings(other, { language: 'it' })
  state.erase(channel)
  expect(state.places()).toEqual([other])
})

test.each([
  ['', /not JSON/],
  ['{}', /messengerGuide[\s\S]*Nothing was changed/],
  ['{"messengerGuide":2}', /messengerGuide/],
  ['{"messengerGuide":1,"place":{"platform":"a","id":"b"},"settings":{"language":3},"pins":[]}', /settings.language/],
  ['{"messengerGuide":1,"place":{"platform":"a","id":"b"},"settings":{},"pins":[{}]}', /pins.0.subject/],
])('%s is refused with what is wrong', (text, message) => {
  expect(() => readPlaceFile(text)).toThrow(message)
})

test('any text is read or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      try {
        readPlaceFile(text)
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidPlaceFile)
      }
    }),
  )
})

test.each([
  ['language', { language: '' }],
  ['language', { language: 'he-u-nu-latn' }],
  ['prefix', { prefix: '' }],
  ['prefix', { prefix: '@everyone' }],
  ['prefix', { prefix: '!\u202E' }],
])('a %s that nobody could have chosen is refused: %j', (name, settings) => {
  const text = JSON.stringify({ messengerGuide: 1, place: server, settings, pins: [] })
  expect(() => readPlaceFile(text)).toThrow(new RegExp(`^settings.${name}: `))
})

test.each(['signal\u202E', 'compare  signal'])('a card that nobody could have pinned is refused: %j', (command) => {
  const pin = { place: 'channel', subject: 'card signal', command, cause: '1', status: 'up' }
  const text = JSON.stringify({ messengerGuide: 1, place: server, settings: {}, pins: [pin] })
  expect(() => readPlaceFile(text)).toThrow(/^pins.0.command: /)
})
