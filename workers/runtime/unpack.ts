/**
 * The body of an answer, unpacked where it is gzip. Its bytes tell, not its name: some hosts send a `.gz` file as an encoded form of what is in
 * it, and the browser has unpacked it already. Rejects where the packed data is damaged or breaks off.
 */
export async function unpackedBody(response: Response): Promise<ArrayBuffer> {
  const [head, body] = await peek(response)
  const isPacked = head[0] === 0x1f && head[1] === 0x8b
  return await new Response(isPacked ? body.pipeThrough(new DecompressionStream('gzip')) : body).arrayBuffer()
}

/** The first bytes (two or more, if there are as many), and the whole as a stream: it is unpacked while it arrives. */
async function peek(response: Response): Promise<[Uint8Array, ReadableStream<Uint8Array<ArrayBuffer>>]> {
  const reader = response.body?.getReader()
  if (reader === undefined) return [new Uint8Array(), new Blob().stream()]
  let head: Uint8Array<ArrayBuffer> = new Uint8Array()
  while (head.length < 2) {
    const { done, value } = await reader.read()
    if (done) break
    head = joined(head, value)
  }
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => {
      if (head.length > 0) controller.enqueue(head)
    },
    async pull(controller) {
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return [head, body]
}

function joined(one: Uint8Array<ArrayBuffer>, other: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
