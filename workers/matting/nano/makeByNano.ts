import { nanoSide } from '#core/nano.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Photo } from '#workers/decode/photo.ts'
import { seenByNetworks } from '#workers/matting/flattened.ts'
import { type MadeMask, type MaskTools, named } from '#workers/matting/madeMask.ts'
import { runnerOf } from './nanoRun.ts'
import { seeInFrame } from './seeInFrame.ts'
import type { Seen } from './seeSubject.ts'

/** Has the built-in network find the subject; what it saw is told beside the mask. */
export async function makeByNano(
  photo: Photo,
  { sessions, clock, way }: Pick<MaskTools, 'sessions' | 'clock' | 'way'>,
): Promise<Outcome<{ mask: MadeMask; seen: Seen }>> {
  clock.enter('load')
  const session = await sessions.nano(way)
  if (!session.ok) return session
  clock.enter('run')
  const seen = await seeInFrame(seenByNetworks(photo), runnerOf(session.value))
  if (!seen.ok) return seen
  const { backend, threads } = session.value
  const { mask: plane, part, subject, second, looks } = seen.value
  const mask: MadeMask = {
    ...{ plane, model: named('nano'), backend, threads, precision: way?.precision ?? 'fp32' },
    tier: { width: nanoSide, height: nanoSide },
    ...(part === undefined ? {} : { part }),
    ...(subject === undefined ? {} : { subject }),
    ...(second === undefined ? {} : { look: { kind: 'second-look', box: second.box } }),
    evidence: {},
    looks,
  }
  return success({ mask, seen: seen.value })
}
