import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadContentCached } from '../../src/content/content-cache.ts'
import { fixture, root } from '../support/guide.ts'

const folder = mkdtempSync(join(tmpdir(), 'messenger-guide-content-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('what a link leads to is read anew when it changes, and one that leads nowhere is nothing', async () => {
  const [own, elsewhere] = [join(folder, 'own'), join(folder, 'elsewhere.yaml')]
  const link = join(own, 'data/messengers/threema.yaml')
  cpSync(fixture('operator'), own, { recursive: true })
  renameSync(link, elsewhere)
  symlinkSync(elsewhere, link)
  symlinkSync('somebody@somewhere', join(own, 'data/.#lock'))
  const nameNow = async () =>
    (await loadContentCached([root, own], [], join(folder, 'cache'))).data.messengers.threema?.name
  expect(await nameNow()).toBe('Threema')
  writeFileSync(elsewhere, readFileSync(elsewhere, 'utf8').replace('name: Threema', 'name: Threema Libre'))
  expect(await nameNow()).toBe('Threema Libre')
})
