import { z } from 'zod'

/** What the `discord` section of a configuration holds. */
export const discordConfiguration = z.strictObject({
  api: z
    .url({ protocol: /^https?$/ })
    .refine((address) => {
      const url = URL.parse(address)
      return url !== null && [url.username, url.password, url.search, url.hash].join('') === ''
    })
    .transform((address) => address.replace(/\/+$/, ''))
    .default('https://discord.com/api')
    .meta({
      description: 'Address of the service: another one is for tests and proxies.',
      expected: 'an address such as https://discord.com/api, without a user name or a password',
      examples: ['https://discord.com/api'],
    }),
  shards: z
    .union([z.literal('auto'), z.int().positive()])
    .default('auto')
    .meta({
      description: 'How many connections share the servers; with "auto" Discord says how many it wants.',
      expected: 'auto or a whole number from 1 on',
      examples: ['auto'],
    }),
})

/** The operator's choices for Discord. */
export type DiscordConfiguration = z.infer<typeof discordConfiguration>
