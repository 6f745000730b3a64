import { Locale } from 'discord.js'
import type { Bot } from '../../src/index.ts'

/** The locales of Discord that the bot speaks in their own script; Hebrew is none of Discord's. */
export function spokenLocales(bot: Bot): readonly Locale[] {
  return Object.values(Locale).filter((locale) => {
    const language = bot.matchLanguage(locale)
    return language !== undefined && scriptOf(language) === scriptOf(locale)
  })
}

function scriptOf(tag: string): string | undefined {
  return new Intl.Locale(tag).maximize().script
}
