import type { MatrixClient } from 'matrix-bot-sdk'
import { anObject } from './answer.ts'
import { describeFailure, isFatal, isRefusal, type Patience, request } from './requests.ts'
import type { Invitation } from './store.ts'
import { inheritSettings } from './succession.ts'
import type { Tools } from './tools.ts'

/** Accepts the invitations that the operator allows, and those to the successors of rooms; of others the log says how to. */
export function createInvitations(
  tools: Pick<Tools, 'bot' | 'client' | 'store' | 'log' | 'patience'>,
  invitesFrom: readonly string[],
): { consider(invitation: Invitation): Promise<void> } {
  const { client, store, log, patience } = tools
  return {
    consider: async ({ room, sender }) => {
      const server = serverOf(sender)
      const isAllowed = invitesFrom.includes(sender) || invitesFrom.includes(server)
      const isSuccessor = store.noted(room, 'replacement')
      if (!isAllowed && !isSuccessor) {
        log(
          'warn',
          'Not joining a room that somebody of {server} invited to. To allow it, add "{server}" or the id of whoever invited to matrix.invitesFrom in the configuration, then start it again: the invitation will be accepted.',
          { server },
        )
        return
      }
      try {
        await join(client, room, server, patience)
        if (isSuccessor) await inheritSettings(tools, room)
        store.settleInvitation(room)
      } catch (error) {
        if (patience.signal.aborted) return
        if (isFatal(error)) throw error
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
