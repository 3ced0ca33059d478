import type { CutRequest, MadeWith, Subject } from '#core/cut.ts'
import type { Rect } from '#core/geometry.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { Sessions } from '#workers/matting/sessions.ts'
import type { AlphaPlane, RgbaPixels } from '#workers/pixels/resize/resize.ts'
import { cropped, Eye } from './eye.ts'
import { runnerOf } from './nanoRun.ts'
import { partOf, sharesOf, subjectOf } from './subject.ts'

/** What a larger network is shown: the photo, or the part of it in which the built-in network has found the subject. */
export interface Shown {
  pixels: RgbaPixels
  /** In the photo's pixels; absent where all of it is shown. */
  part?: Rect
  subject?: Subject
}

interface Wish extends Pick<CutRequest, 'subject' | 'looksAtSubject'> {
  sessions: Pick<Sessions, 'nano'>
}

/** A subject whose box takes this share of the photo or more is seen well enough in all of it. */
const largestShare = 0.5
/** Around the subject's box, as a share of its larger side. */
const margin = 0.12

/** Chooses what to show a larger network. Where the built-in network cannot be run, all of the photo is shown. */
export async function shownOf(photo: RgbaPixels, { subject, looksAtSubject = true, sessions }: Wish): Promise<Shown> {
  if (!looksAtSubject) return { pixels: photo }
  const found = subject ?? (await findSubject(photo, sessions))
  if (found === undefined) return { pixels: photo }
  if (found.share >= largestShare) return { pixels: photo, subject: found }
  const part = partOf(found.box, margin, photo)
  return { pixels: cropped(photo, part), part, subject: found }
}

async function findSubject(photo: RgbaPixels, sessions: Wish['sessions']): Promise<Subject | undefined> {
  const session = await sessions.nano(undefined)
  if (!session.ok) return undefined
  const view = await new Eye(photo, runnerOf(session.value)).look()
  return view.ok ? subjectOf(view.value) : undefined
}

/** Share of an open border above which the subject goes on beyond it. */
const cutShare = 0.03

/** Runs a larger network on what is shown, and on the whole photo where the subject proves to go on beyond the part. Fails as the runs do. */
export async function runCloser(
  photo: RgbaPixels,
  shown: Shown,
  run: (pixels: RgbaPixels) => Promise<Outcome<AlphaPlane>>,
): Promise<Outcome<{ plane: AlphaPlane; part?: Rect; look?: NonNullable<MadeWith['look']> }>> {
  const { pixels, part } = shown
  const plane = await run(pixels)
  if (!plane.ok) return plane
  if (part === undefined) return success({ plane: plane.value })
  if (isCutOff(plane.value, part, photo)) {
    const whole = await run(photo)
    return whole.ok ? success({ plane: whole.value }) : whole
  }
  return success({ plane: plane.value, part, look: { kind: 'subject-box', box: sharesOf(part, photo) } })
}

/** Whether the mask reaches a border of the part that is no border of the photo. */
function isCutOff({ width, height, data }: AlphaPlane, part: Rect, photo: RgbaPixels): boolean {
  const sides = [
    { isOpen: part.y > 0, count: width, at: (i: number) => i },
    { isOpen: part.y + part.height < photo.height, count: width, at: (i: number) => (height - 1) * width + i },
    { isOpen: part.x > 0, count: height, at: (i: number) => i * width },
    { isOpen: part.x + part.width < photo.width, count: height, at: (i: number) => i * width + width - 1 },
  ]
  return sides.some(({ isOpen, count, at }) => {
    if (!isOpen) return false
    let touched = 0
    for (let i = 0; i < count; i++) if ((data[at(i)] ?? 0) > 0.5) touched++
    return touched > cutShare * count
  })
}
