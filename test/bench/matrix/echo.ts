import { AutojoinRoomsMixin, type MatrixClient } from 'matrix-bot-sdk'

/** Joins every room it is invited to and replies the same to each question. */
export async function startEcho(client: MatrixClient): Promise<void> {
  AutojoinRoomsMixin.setupOnClient(client)
  client.on('room.message', (room, { event_id, content }) => {
    if (content?.msgtype !== 'm.text' || !content.body.startsWith('!messenger ')) return
    const relation = { 'm.in_reply_to': { event_id } }
    void client.sendMessage(room, { msgtype: 'm.notice', body: 'Echo.', 'm.relates_to': relation })
  })
  // As many events as our bot takes at a time; with the server's ten an echo would miss questions of a burst.
  await client.start({ room: { timeline: { limit: 50 } } })
  process.stderr.write(`Answering as ${await client.getUserId()}.\n`)
}
