import type { Catalog } from '../catalog/catalog.ts'
import { byDate } from '../catalog/dates.ts'
import type { ResolvedClaim } from '../catalog/resolve-claims.ts'
import type { Assessment } from '../catalog/verdict.ts'
import { isolate } from '../language/direction.ts'
import type { Voice } from '../language/voice.ts'
import {
  type Answer,
  type Block,
  type FollowUp,
  freeze,
  type Inline,
  type Intent,
  type Line,
  type Summary,
  type SummaryFact,
  type SummaryVerdict,
  text,
} from './document.ts'
import { addFootnotes } from './footnotes.ts'
import { factSentence, verdictSentence } from './sentences.ts'

/** An answer in the making: collects blocks, and with every verdict and fact shown its source, date and footnote. */
export interface Draft {
  readonly catalog: Catalog
  readonly voice: Voice
  add(...blocks: readonly Block[]): void
  /** A name, isolated from the direction of the words around it. */
  name(messenger: string): string
  /** The word for a verdict, with how it is known where that is not plain. */
  verdict(assessment: Assessment): Line
  /** How a verdict is known and as of when, where that is not plain. */
  remarks(assessment: Assessment): readonly string[]
  /** Why a verdict is what it is, and what other sources say; undefined where nothing is said. */
  reason(assessment: Assessment): Line | undefined
  /** Whose a verdict is, where that is not the guide. */
  ownership(assessment: Assessment): Line
  /** A fact's sentence, dated if older than the newest snapshot. */
  fact(claim: ResolvedClaim): Line
  /** Names a snapshot among the sources. */
  cite(snapshot: string): void
  followUp(label: string, command: string): void
  finish(summary?: Partial<Summary>): Answer
}

/** Starts an answer of the given intent. */
export function createDraft(catalog: Catalog, voice: Voice, intent: Intent): Draft {
  const blocks: Block[] = []
  const cited = new Set<string>()
  const followUps: FollowUp[] = []
  const verdicts = new Map<string, SummaryVerdict>()
  const facts = new Map<string, SummaryFact>()

  const cite = (snapshot: string) => void cited.add(snapshot)
  const dated = (asOf: string) =>
    asOf < catalog.guide.date ? [voice.say('fact.asOf', { date: voice.date(asOf) })] : []
  const inParentheses = (notes: readonly string[]): Inline[] =>
    notes.length > 0 ? [text(voice.say('fact.remark', { remark: notes.join(voice.separator) }))] : []
  const remarks = (assessment: Assessment): readonly string[] => [
    ...(assessment.basis === 'inferred' ? [voice.say('verdict.inferred')] : []),
    ...(assessment.basis === 'silent' ? [] : dated(assessment.asOf)),
    ...operatorNote(catalog, voice, assessment.source),
  ]

  return {
    catalog,
    voice,
    add: (...added) => void blocks.push(...added),
    name: (messenger) => isolate(catalog.messenger(messenger).name),
    verdict: (assessment) => {
      verdicts.set(`${assessment.messenger} ${assessment.criterion}`, summarize(catalog, assessment))
      for (const snapshot of snapshotsBehind(catalog, assessment)) cite(snapshot)
      const word = voice.recite(`verdict.${assessment.verdict}`)
      return [{ kind: 'verdict', verdict: assessment.verdict, text: word }, ...inParentheses(remarks(assessment))]
    },
    remarks,
    ownership: ({ source }) => inParentheses(operatorNote(catalog, voice, source)),
    reason: (assessment) => {
      const sentences = [verdictSentence(catalog, voice, assessment)]
      for (const other of assessment.disagreements) {
        for (const snapshot of snapshotsBehind(catalog, other)) cite(snapshot)
        sentences.push(
          voice.say('verdict.disagreement', {
            source: voice.recite(`sources.${other.source}`),
            date: voice.date(other.asOf),
            verdict: voice.recite(`verdict.${other.verdict}`),
          }),
        )
      }
      const said = sentences.filter((sentence) => sentence !== undefined)
      return said.length > 0 ? [text(said.join(voice.space))] : undefined
    },
    fact: (claim) => {
      const { type, unit } = catalog.criterion(claim.about)
      if (type !== 'link' && type !== 'download') {
        facts.set(`${claim.messenger} ${claim.id}`, {
          messenger: claim.messenger,
          id: claim.id,
          value: claim.value,
          ...(unit === undefined ? {} : { unit }),
        })
      }
      const newest = claim.snapshots.at(-1)
      if (newest) cite(newest)
      return [
        text(factSentence(catalog, voice, claim)),
        ...inParentheses([...dated(claim.asOf), ...operatorNote(catalog, voice, claim.source)]),
      ]
    },
    cite,
    followUp: (label, command) => void followUps.push({ label, command }),
    finish: (summary = {}) => {
      const noted = addFootnotes(catalog, voice, blocks)
      return freeze({
        language: voice.language,
        direction: voice.direction,
        blocks: noted.blocks,
        footnotes: noted.footnotes,
        sources: sourcesOf(catalog, voice, cited),
        followUps,
        colon: voice.colon,
        separator: voice.separator,
        closing: {
          footnotes: voice.say('closing.footnotes'),
          sources: voice.say('closing.sources'),
          followUps: voice.say('closing.followUps'),
        },
        leftOut: `${voice.say('notice.leftOut')}${voice.space}`,
        summary: {
          outcome: 'answered',
          intent,
          messengers: [],
          criteria: [],
          terms: [],
          premise: null,
          result: [],
          unknown: [],
          notCovered: [],
          choices: [],
          verdicts: [...verdicts.values()],
          facts: [...facts.values()],
          ...summary,
        },
      })
    },
  }
}

/** A fact that a better-ranked source than the guide states is the operator's own, and says so. */
function operatorNote(catalog: Catalog, voice: Voice, source: string | undefined): string[] {
  if (source === undefined || source === catalog.guide.source) return []
  return [voice.say('fact.otherSource', { source: voice.recite(`sources.${source}`) })]
}

function summarize(catalog: Catalog, assessment: Assessment): SummaryVerdict {
  const permalinks = snapshotsBehind(catalog, assessment).flatMap((id) => catalog.data.snapshots[id]?.permalink ?? [])
  const { messenger, criterion, verdict, basis, asOf, source, links } = assessment
  return {
    messenger,
    criterion,
    verdict,
    basis,
    asOf,
    source: source ?? null,
    links: links.length > 0 ? links : permalinks,
  }
}

/** The newest snapshot of each deciding claim; for a conclusion from absence the one whose list lacks it. */
function snapshotsBehind(catalog: Catalog, { basis, claims, asOf, source }: Assessment): string[] {
  if (basis === 'silent') return []
  const named = claims.flatMap((claim) => claim.snapshots.at(-1) ?? [])
  if (named.length > 0) return [...new Set(named)]
  const dated = Object.entries(catalog.data.snapshots).find(
    ([, snapshot]) => snapshot.source === source && snapshot.date === asOf,
  )
  return dated ? [dated[0]] : []
}

function sourcesOf(catalog: Catalog, voice: Voice, cited: ReadonlySet<string>): Answer['sources'] {
  return [...cited]
    .flatMap((id) => catalog.data.snapshots[id] ?? [])
    .toSorted((a, b) => byDate(b.date, a.date))
    .map(({ source, date, permalink }) => ({
      label: voice.say('closing.source', {
        source: voice.recite(`sources.${source}`),
        date: voice.date(date),
        licence: catalog.data.sources[source]?.licence ?? '',
      }),
      url: permalink,
    }))
}
