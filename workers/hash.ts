import { createHasher } from './store/download/hasher.ts'
import { RunningHashes } from './store/download/hashing.ts'
import type { HashAnswer, HashOrder } from './store/download/hashThread.ts'

// A thread of its own for hashing what the shelf writes. The orders are worked off in turn, also those that come while the hasher starts.
const hashes = createHasher().then((hasher) => new RunningHashes(hasher))
const answer = (message: HashAnswer) => postMessage(message)

addEventListener('message', async ({ data }: MessageEvent<HashOrder>) => {
  const running = await hashes
  if (data.kind === 'reset') return running.reset()
  if (data.kind === 'finish') return answer({ kind: 'finished', ...(await running.finish()) })
  running.update(data.bytes)
  answer({ kind: 'hashed', byteLength: data.bytes.byteLength })
})
