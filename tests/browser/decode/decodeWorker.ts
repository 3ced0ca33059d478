import { decodePhoto } from '#workers/decode/decodePhoto.ts'

/** A worker that does nothing but decode what it is sent. */
addEventListener('message', async ({ data }: MessageEvent<{ file: Blob; keepsDepth: boolean }>) => {
  postMessage(await decodePhoto(data.file, data.keepsDepth))
})
