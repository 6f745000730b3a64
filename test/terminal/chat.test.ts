import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { talk } from '../../adapters/terminal/chat.ts'
import { openRoom } from '../support/guide.ts'

/** A person at a terminal: types, and reads what appears. */
function sitDown() {
  const input = new PassThrough()
  const output = new PassThrough({ encoding: 'utf8' })
  let seen = ''
  output.on('data', (text: string) => {
    seen += text
  })
  const { bot, state } = openRoom()
  const ended = talk(bot, state, { input, output, screen: () => ({ columns: 80, color: false }) })
  const sees = async (text: string) => {
    for (let wait = 0; !seen.includes(text) && wait < 6000; wait++) await new Promise((wake) => setTimeout(wake, 5))
    expect(seen).toContain(text)
    seen = ''
  }
  return { types: (keys: string) => input.write(keys), sees, ended }
}

const tab = '\t'
const enter = '\r'
const up = '\u001B[A'
const controlC = '\u0003'
const controlD = '\u0004'

test('a chat greets, answers, completes names and ends with Ctrl-D', async () => {
  const person = sitDown()
  await person.sees('!messenger compare MESSENGER')
  person.types(`comp${tab}`)
  await person.sees('compare ')
  person.types(`sig${tab}`)
  await person.sees('signal ')
  person.types(`ses${tab}`)
  await person.sees('session ')
  person.types(enter)
  await person.sees('Where they differ')
  person.types(controlD)
  await person.ended
})

test('commands are completed after the prefix that was chosen', async () => {
  const person = sitDown()
  person.types(`settings prefix !m${enter}`)
  await person.sees('From now on')
  person.types(`!m comp${tab}`)
  await person.sees('!m compare ')
  person.types(controlC)
  person.types(controlD)
  await person.ended
})

test('the arrow brings back what was typed before', async () => {
  const person = sitDown()
  person.types(`explain pfs${enter}`)
  await person.sees('cannot read earlier')
  person.types(up)
  await person.sees('explain pfs')
  person.types(controlC)
  person.types(controlD)
  await person.ended
})

test('Ctrl-C gives a line up, and on an empty line ends the chat', async () => {
  const person = sitDown()
  await person.sees('> ')
  person.types('nonsense')
  await person.sees('nonsense')
  person.types(controlC)
  await person.sees('^C')
  person.types(`signal${enter}`)
  await person.sees('Recommended by the guide')
  person.types(controlC)
  await person.ended
})

test('exit ends it too', async () => {
  const person = sitDown()
  person.types(`exit${enter}`)
  await person.ended
})
