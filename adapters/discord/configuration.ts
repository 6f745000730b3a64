import { z } from 'zod'

/** What the `discord` section of a configuration holds. */
export const discordConfiguration = z.strictObject({
  /** Base address of the service: another one for tests and proxies. */
  api: z
    .url({ protocol: /^https?$/, error: 'is not an address such as https://discord.com/api' })
    .transform((address) => address.replace(/\/+$/, ''))
    .default('https://discord.com/api'),
  /** How many connections share the servers; Discord says how many it wants when this is `auto`. */
  shards: z
    .union([z.literal('auto'), z.int().positive()], { error: 'is neither "auto" nor a whole number from 1 on' })
    .default('auto'),
})

/** The operator's choices for Discord. */
export type DiscordConfiguration = z.infer<typeof discordConfiguration>
