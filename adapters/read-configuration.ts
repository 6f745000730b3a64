import { dirname, resolve } from 'node:path'
import { describeProblem, type LayeredYaml, type Problem, readYaml } from '../src/index.ts'
import { type Configuration, configurationSchema } from './configuration.ts'
import { explainIssue, type Flaw, valueAt } from './explain-issue.ts'
import { contentFlaws, languageFlaws, platformFlaws, secretFlaws, stateFlaws } from './surroundings.ts'

/** Thrown with every problem of a configuration file, one line each. */
export class InvalidConfiguration extends Error {
  override readonly name = 'InvalidConfiguration'

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'))
  }
}

/** What was found out about a configuration file. */
export interface Examination {
  readonly problems: readonly Problem[]
  /** What `npm run bot` needs beside a right file: a platform, and the secrets of each in the environment. */
  readonly lacks: readonly Problem[]
  /** The operator's own content, if it can be read. */
  readonly content?: string | undefined
  /** Absent when there are problems. */
  readonly configuration?: Configuration
}

/** Reads and validates a configuration file; `root` is where the content of the program is. */
export async function readConfiguration(root: string, file: string, { forBot = false } = {}): Promise<Configuration> {
  const { configuration, problems, lacks } = await examineConfiguration(root, file)
  const all = forBot ? [...problems, ...lacks] : problems
  if (!configuration || all.length > 0) throw new InvalidConfiguration(all)
  return configuration
}

/** Finds everything that is wrong with a configuration file, and with what it names on this machine. */
export async function examineConfiguration(root: string, file: string): Promise<Examination> {
  const yaml = await readYaml(file)
  if (yaml.value === undefined && yaml.problems.length > 0) return { problems: yaml.problems, lacks: [] }
  const value = yaml.value ?? {}
  const locate = ({ path, ...flaw }: Flaw): Problem => ({ ...yaml.locate(path), ...flaw })
  const parsed = configurationSchema.safeParse(value)
  const flaws = distinct((parsed.error?.issues ?? []).flatMap((issue) => explainIssue(issue, value)))
  const { state, language, content: wanted } = choicesIn(value, dirname(file))
  const flawsOfContent = contentFlaws(wanted)
  const content = flawsOfContent.length > 0 ? undefined : wanted
  const secrets = secretFlaws(value)
  const problems = [
    ...yaml.problems,
    ...credible(flaws, value, yaml).map(locate),
    ...[...flawsOfContent, ...stateFlaws(state), ...secrets.wrong].map(locate),
    ...(await languageFlaws(language, root, content)).map(locate),
  ].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  return {
    problems,
    // A platform may only seem to be missing where something else is wrong.
    lacks: [...(problems.length > 0 ? [] : platformFlaws(value)), ...secrets.missing].map(locate),
    content,
    ...(problems.length === 0 && parsed.success ? { configuration: absolute(parsed.data, dirname(file)) } : {}),
  }
}

/** What follows from wrong syntax is not told: what stands on such a line, and what only seems to be missing. */
function credible(flaws: readonly Flaw[], value: unknown, { problems, locate }: LayeredYaml): readonly Flaw[] {
  const lines = new Set(problems.map(({ line }) => line))
  if (lines.size === 0) return flaws
  return flaws.filter(({ path }) => valueAt(value, path) !== undefined && !lines.has(locate(path).line))
}

/** One for each place: a value can be wrong in several ways at once. */
function distinct(flaws: readonly Flaw[]): readonly Flaw[] {
  return [...new Map(flaws.map((flaw) => [JSON.stringify(flaw.path), flaw])).values()]
}

/** What can be made out of choices that lead out of the file, whatever else is wrong with it. */
function choicesIn(value: unknown, here: string) {
  const { state, language, content } = configurationSchema.shape
  const folder = (path: string | undefined) => (path === undefined ? undefined : resolve(here, path))
  return {
    state: folder(state.safeParse(valueAt(value, ['state'])).data),
    language: language.safeParse(valueAt(value, ['language'])).data,
    content: folder(content.safeParse(valueAt(value, ['content'])).data),
  }
}

function absolute<C extends { state: string; content?: string | undefined }>(choices: C, here: string): C {
  const { state, content } = choices
  return {
    ...choices,
    state: resolve(here, state),
    ...(content === undefined ? {} : { content: resolve(here, content) }),
  }
}
