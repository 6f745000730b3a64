import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Texts too short to be told apart from what a log may say. */
const shortest = 12

/** Notes something that must never be logged: what somebody wrote, who they are, a token. */
export function keepPrivate(text: string): void {
  if (text.trim().length >= shortest) note('private', text.trim())
}

/** Notes what was logged. */
export function noteLog(text: string): void {
  note('logged', text)
}

/** What an operator reads of a log that is written for machines. */
export function readable(log: string): string {
  return log.replace(/^\{.*\}$/gm, (line) => JSON.parse(line).message)
}

function note(kind: 'private' | 'logged', text: string): void {
  const folder = process.env.PRIVACY_WATCH
  if (folder !== undefined) appendFileSync(join(folder, kind), `${JSON.stringify(text)}\n`)
}

/** Around a whole run of tests, in which the program logs all it can: looks for private things in what was logged. */
export default function watchPrivacy() {
  const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-privacy-'))
  process.env.PRIVACY_WATCH = folder
  const noted = (kind: 'private' | 'logged') => {
    const lines = new Set(readFileSync(join(folder, kind), { encoding: 'utf8', flag: 'a+' }).trim().split('\n'))
    return [...lines].filter((line) => line !== '').map((line) => String(JSON.parse(line)))
  }
  return () => {
    // The fields of a line stand in it once more as JSON, where some characters are written otherwise.
    const logged = noted('logged').join('\n')
    const secrets = noted('private')
    rmSync(folder, { recursive: true })
    const leaked = secrets.filter((text) => logged.includes(text) || logged.includes(JSON.stringify(text).slice(1, -1)))
    if (leaked.length > 0) throw new Error(`The logs hold what must not be logged:\n${leaked.join('\n')}`)
    process.stdout.write(`${secrets.length} private things, none of them in ${logged.length} characters of logs.\n`)
  }
}
