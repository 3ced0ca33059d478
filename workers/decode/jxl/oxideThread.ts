import { failure, type Outcome } from '#core/outcome.ts'
import type { OxidePicture, OxideRequest } from './oxidePicture.ts'

/**
 * Decodes a JPEG XL file by jxl-oxide in a thread of its own, whose memory is given back with it. Fails as `oxidePicture` does, and with `runtime-missing` where
 * there can be no such thread.
 */
export async function decodeByOxide(request: OxideRequest): Promise<Outcome<OxidePicture>> {
  if (typeof Worker === 'undefined') return failure('runtime-missing', 'jxl-oxide')
  const worker = new Worker(new URL('../../jxl.ts', import.meta.url), { type: 'module', name: 'jxl' })
  try {
    return await new Promise((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Outcome<OxidePicture>>) => resolve(data))
      worker.addEventListener('error', ({ message }) => resolve(failure('runtime-missing', `jxl-oxide: ${message}`)))
      worker.postMessage(request)
    })
  } finally {
    worker.terminate()
  }
}
