import { nanoSide } from '#core/nano.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Way } from '#core/ways/way.ts'
import type { Sessions } from '#workers/matting/sessions.ts'
import { runnerOf } from './nanoRun.ts'

/** Opens the built-in network and runs it once on a grey picture: kernels are compiled, and buffers made, on the first run. */
export async function warm(sessions: Pick<Sessions, 'nano'>, way: Way): Promise<Outcome<null>> {
  const session = await sessions.nano(way)
  if (!session.ok) return session
  const ran = await runnerOf(session.value)(new Float32Array(3 * nanoSide ** 2))
  return ran.ok ? success(null) : ran
}
