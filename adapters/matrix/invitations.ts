import type { MatrixClient } from 'matrix-bot-sdk'
import type { Log } from '../log.ts'
import { anObject } from './answer.ts'
import { describeFailure, isRefusal, type Patience, request } from './requests.ts'
import type { Invitation, Store } from './store.ts'

/** Accepts the invitations that the operator allows, and those to the successors of rooms; of others the log says how to. */
export function createInvitations(
  client: MatrixClient,
  invitesFrom: readonly string[],
  store: Store,
  log: Log,
  patience: Patience,
): { consider(invitation: Invitation): Promise<void> } {
  return {
    consider: async ({ room, sender }) => {
      const server = serverOf(sender)
      const isAllowed = invitesFrom.includes(sender) || invitesFrom.includes(server)
      if (!isAllowed && !store.noted(room, 'replacement')) {
        log(
          'warn',
          'Not joining a room that somebody of {server} invited to. To allow it, add "{server}" or the id of whoever invited to matrix.invitesFrom in the configuration, then start it again: the invitation will be accepted.',
          { server },
        )
        return
      }
      try {
        await join(client, room, server, patience)
        store.settleInvitation(room)
      } catch (error) {
        if (patience.signal.aborted) return
        log('warn', 'Cannot join a room that somebody of {server} invited to: {reason}.', {
          ...{ server, reason: describeFailure(error) },
        })
        if (isRefusal(error)) store.settleInvitation(room)
      }
    },
  }
}

/** The server that somebody's account is on. */
export function serverOf(userId: string): string {
  return userId.slice(userId.indexOf(':') + 1)
}

/** Joins a room by way of a server that is in it. */
export async function join(client: MatrixClient, room: string, server: string, patience: Patience): Promise<void> {
  const path = `/join/${encodeURIComponent(room)}`
  const query = { server_name: server, via: server }
  await request(client, { method: 'POST', path, query, body: {}, read: anObject }, patience)
}
