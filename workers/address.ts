import { fetchPicture } from './address/fetchPicture.ts'

// One address, one answer: whoever asked ends this worker then.
addEventListener('message', async ({ data: address }: MessageEvent<string>) => {
  postMessage(await fetchPicture(address))
})
