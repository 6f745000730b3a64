import { readFileSync } from 'node:fs'
import { GatewayIntentBits, OAuth2Scopes, PermissionsBitField } from 'discord.js'
import { expect, test } from 'vitest'
import { neededIntents, prefixIntent } from '../../adapters/discord/intents.ts'
import { invitations } from '../../adapters/discord/invitation.ts'
import { type NeededPermission, namesOf } from '../../adapters/discord/permissions.ts'
import { createBot, openState } from '../../src/index.ts'
import { realContent } from '../support/guide.ts'

const page = readFileSync(new URL('../../docs/rights.md', import.meta.url), 'utf8')

/** What the rows of a table name first, under a heading. */
function firstIn(heading: string): readonly string[] {
  const [table = ''] = page.slice(page.indexOf(`| ${heading} |`)).split('\n\n')
  return [...table.matchAll(/^\| ([^|]*?)(?:, \*[^|]*)? \|/gm)].map(([, name = '']) => name).slice(1)
}

test('the page names each permission that is asked for, as people find it, and no other', () => {
  const asked = new URL(invitations('1').server).searchParams.get('permissions') ?? ''
  const codes = new PermissionsBitField(BigInt(asked)).toArray() as readonly NeededPermission[]
  const names = namesOf(codes, createBot({ content: realContent(), state: openState() }), 'en')
  expect(firstIn('permission').toSorted()).toEqual(codes.map((code, at) => `${names[at]} (\`${code}\`)`).toSorted())
})

test('and each intent and scope', () => {
  const intents = [...neededIntents, prefixIntent].map((intent) => `\`${GatewayIntentBits[intent]}\``)
  expect(firstIn('gateway intent')).toEqual(intents)
  const { server, person } = invitations('1')
  const scopes = [server, person].flatMap((address) => new URL(address).searchParams.get('scope')?.split(' ') ?? [])
  expect(firstIn('scope')).toEqual([...new Set(scopes)].map((scope) => `\`${scope}\``))
  expect(scopes).toContain(OAuth2Scopes.Bot)
})
