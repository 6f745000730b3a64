import { z } from 'zod'

const serverName = String.raw`(\[[\da-fA-F:.]{2,45}\]|[A-Za-z\d.-]{1,230})(:\d{1,5})?`

/** What the `matrix` section of a configuration holds. */
export const matrixConfiguration = z.strictObject({
  homeserver: z
    .url({ protocol: /^https?$/ })
    .refine((address) => {
      const url = URL.parse(address)
      return url?.pathname === '/' && [url.username, url.password, url.search, url.hash].join('') === ''
    })
    .meta({
      description: 'Address of the homeserver that the bot has its account on.',
      expected: 'an address such as https://matrix.example.org, without a path, a user name or a password',
      examples: ['https://matrix.example.org'],
    }),
  encryption: z
    .boolean()
    .default(true)
    .meta({
      description: 'Whether the bot reads and writes in encrypted rooms.',
      expected: 'true or false',
      examples: [true],
    }),
  invitesFrom: z
    .array(
      z
        .string()
        .regex(new RegExp(`^(@[^:\\s]+:)?${serverName}$`))
        .meta({ expected: 'a server name such as example.org, or a user id such as "@admin:example.org"' }),
    )
    .default([])
    .meta({
      description: 'Servers and people whose invitations to rooms are accepted; nobody, unless they are named here.',
      expected: 'a list such as ["example.org", "@admin:other.example"]',
      examples: [['example.org', '@admin:other.example']],
    }),
})

/** The operator's choices for Matrix. */
export type MatrixConfiguration = z.infer<typeof matrixConfiguration>
