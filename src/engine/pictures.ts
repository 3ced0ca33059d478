import { failure, type Outcome } from '#core/outcome.ts'
import type { FetchedPicture, PictureFetcher } from '#core/ports.ts'

/** Starts the one worker that may speak to the hosts of pictures. */
function spawnAddressWorker(): Worker {
  return new Worker(new URL('../../workers/address.ts', import.meta.url), { type: 'module', name: 'address' })
}

/** Fetches pictures by a worker of their own, which lives as long as one request: the page itself may speak to no other host. */
export function createPictureFetcher(spawn: () => Worker = spawnAddressWorker): PictureFetcher {
  return {
    fetch: (address) =>
      new Promise<Outcome<FetchedPicture>>((settle) => {
        try {
          const worker = spawn()
          const end = (outcome: Outcome<FetchedPicture>) => {
            worker.terminate()
            settle(outcome)
          }
          worker.onmessage = ({ data }: MessageEvent<Outcome<FetchedPicture>>) => end(data)
          worker.onerror = ({ message }) => end(failure('runtime-missing', message))
          worker.postMessage(address)
        } catch (error) {
          settle(failure('address-refused', String(error)))
        }
      }),
  }
}
