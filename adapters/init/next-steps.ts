import type { ConfigurationInput } from '../configuration.ts'

/** What is left to do once the file is there; every command on a line of its own, to be copied. */
export function nextSteps(file: string, { matrix, discord }: ConfigurationInput): string {
  const config = `--config ${quote(file)}`
  const steps = [
    ...(matrix ? [token('Matrix', `npm run login -- matrix ${config} --user NAME`, 'MATRIX_ACCESS_TOKEN')] : []),
    ...(discord ? [token('Discord', `npm run login -- discord ${config}`, 'DISCORD_TOKEN')] : []),
    `See whether all is in order:\n     npm run check -- ${config}`,
    `Start the bot:\n     npm run bot -- ${config}`,
  ]
  return `Next:\n${steps.map((text, index) => `  ${index + 1}. ${text}\n`).join('')}`
}

function token(platform: string, command: string, name: string): string {
  return `Get a token for ${platform}:\n     ${command}\n     Set it in the environment as\n     ${name}, never in the file.`
}

/** A word as a shell takes it for one. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
