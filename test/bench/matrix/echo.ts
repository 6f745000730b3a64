import { readFileSync } from 'node:fs'
import { AutojoinRoomsMixin, type MatrixClient } from 'matrix-bot-sdk'

/**
 * Joins every room it is invited to and replies to each question with the message in a file, mentioning the asker: what
 * a server takes for a message of such a size is not the doing of either bot.
 */
export async function startEcho(client: MatrixClient, file: string): Promise<void> {
  const message = JSON.parse(readFileSync(file, 'utf8'))
  AutojoinRoomsMixin.setupOnClient(client)
  client.on('room.message', (room, { event_id, sender, content }) => {
    if (content?.msgtype !== 'm.text' || !content.body.startsWith('!messenger ')) return
    const relation = { 'm.in_reply_to': { event_id } }
    void client.sendMessage(room, { ...message, 'm.mentions': { user_ids: [sender] }, 'm.relates_to': relation })
  })
  // As many events as our bot takes at a time; with the server's ten an echo would miss questions of a burst.
  await client.start({ room: { timeline: { limit: 50 } } })
  process.stderr.write(`Answering as ${await client.getUserId()}.\n`)
}
