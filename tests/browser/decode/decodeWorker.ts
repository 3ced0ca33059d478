import { decodePhoto } from '#workers/decode/decodePhoto.ts'

/** A worker that does nothing but decode what it is sent. */
addEventListener('message', async (event: MessageEvent<Blob>) => {
  postMessage(await decodePhoto(event.data))
})
