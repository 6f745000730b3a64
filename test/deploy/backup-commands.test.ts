import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { root } from '../support/guide.ts'

const guide = readFileSync(join(root, 'docs/operations.md'), 'utf8')

/** The commands below a heading of the operator's guide, as they are to be typed in a folder instead of on a server. */
function commandsOf(heading: string, folder: string): string {
  const [, commands = ''] = /```sh\n([\s\S]*?)```/.exec(guide.slice(guide.indexOf(`\n## ${heading}\n`))) ?? []
  return commands
    .replace(/systemctl \w+ messenger-guide/g, 'true')
    .replaceAll('/var/lib', join(folder, 'lib'))
    .replaceAll('-o messenger-guide', `-o ${userInfo().username}`)
    .replaceAll('DATE', '$(date +%F)')
}

test('what the guide has typed for a backup and for restoring leaves nothing open to others, nor the bot without its folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const state = join(folder, 'lib/messenger-guide')
  for (const part of ['matrix', 'discord']) mkdirSync(join(state, part), { recursive: true })
  for (const file of ['messenger-guide.sqlite', 'matrix/keys', 'discord/answers'])
    writeFileSync(join(state, file), file)
  const type = (heading: string) => execFileSync('sh', ['-ec', commandsOf(heading, folder)], { cwd: folder })
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

  type('Backup')
  const [backup = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  expect(modeOf(join(folder, backup))).toBe('600')

  type('Restoring')
  expect(readdirSync(state, { recursive: true }).toSorted()).toEqual([
    'discord',
    'discord/answers',
    'messenger-guide.sqlite',
  ])
  expect(modeOf(state)).toBe('700')
})
