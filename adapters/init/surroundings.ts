import { dirname, resolve } from 'node:path'
import { languagesIn } from '../../src/index.ts'
import { contentFolders } from '../content.ts'
import type { Flaw } from '../explain-issue.ts'
import { contentFlaws, languageFlaws, stateFlaws } from '../surroundings.ts'

/** What answers must fit beside the schema, where the file will be; paths are relative to it. */
export interface Surroundings {
  languages(content?: string): Promise<readonly string[]>
  obstacleToLanguage(language: string, content?: string): Promise<string | undefined>
  obstacleToContent(content: string): string | undefined
  obstacleToState(state: string): string | undefined
}

/** The surroundings of a configuration file; `root` is where the content of the program is. */
export function surroundingsOf(file: string, root: string): Surroundings {
  const absolute = (path: string) => resolve(dirname(file), path)
  const own = (content: string | undefined) => (content === undefined ? undefined : absolute(content))
  return {
    languages: (content) => languagesIn(contentFolders(root, own(content))),
    obstacleToLanguage: async (language, content) => first(await languageFlaws(language, root, own(content))),
    obstacleToContent: (content) => first(contentFlaws(absolute(content))),
    obstacleToState: (state) => first(stateFlaws(absolute(state))),
  }
}

function first([flaw]: readonly Flaw[]): string | undefined {
  return flaw && `${flaw.message}. ${flaw.cure}.`
}
