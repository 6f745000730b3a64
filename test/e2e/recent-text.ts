/** Reads a stream on and on, and returns a function that tells the end of what it said, for error messages. */
export function recentText(stream: NodeJS.ReadableStream): () => string {
  let text = ''
  stream.setEncoding('utf8').on('data', (more: string) => {
    text = (text + more).slice(-5_000)
  })
  return () => text
}
