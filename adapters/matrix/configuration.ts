import { z } from 'zod'

/** What the `matrix` section of a configuration holds. */
export const matrixConfiguration = z.strictObject({
  /** Base address of the homeserver. */
  homeserver: z.url({ protocol: /^https?$/, error: 'is not an address such as https://matrix.example.org' }),
  /** Whether it reads and writes in encrypted rooms. */
  encryption: z.boolean().default(true),
  /** Server names and user ids whose invitations are accepted. */
  invitesFrom: z
    .array(
      z
        .string()
        .regex(/^(@[^:\s]+:\S+|[^@:\s]+(:\d+)?)$/, 'is neither a server name nor a user id such as @admin:example.org'),
    )
    .default([]),
})

/** The operator's choices for Matrix. */
export type MatrixConfiguration = z.infer<typeof matrixConfiguration>
