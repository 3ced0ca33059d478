import type { Rect, Size } from '#core/geometry.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { pictureInFrame } from '#workers/pixels/frame.ts'
import type { AlphaPlane, RgbaPixels } from '#workers/pixels/resize/resize.ts'
import { cropped, Eye } from './eye.ts'
import type { RunNano } from './nanoRun.ts'
import { type Seen, seeSubject } from './seeSubject.ts'
import { sharesOf, subjectOf } from './subject.ts'

/** Share of a framed picture which a mask takes that has the picture itself for its subject: a book, a card, a print that is sold. */
const wholePicture = 0.85

/**
 * Finds the subject of a photo, and in a framed one that of the picture within: `part` is then what the mask covers, in the photo's pixels.
 * All else that is told is of the whole photo. Fails as the network's runs do.
 */
export async function seeInFrame(photo: RgbaPixels, run: RunNano): Promise<Outcome<Seen & { part?: Rect }>> {
  const part = pictureInFrame(photo)
  if (part === undefined) return await seeSubject(photo, run)
  // One look tells whether the picture itself is meant; a second one would be for nothing.
  const whole = await new Eye(photo, run).look()
  if (!whole.ok) return whole
  if (takesAll(whole.value, part, photo)) return await seeSubject(photo, run)
  const within = await seeSubject(cropped(photo, part), run)
  return within.ok ? success({ ...toPhoto(within.value, part, photo), part }) : within
}

/** Whether a mask of the photo has all of a part for its subject. */
function takesAll(mask: AlphaPlane, part: Rect, photo: Size): boolean {
  let [inside, all] = [0, 0]
  for (let y = 0; y < mask.height; y++) {
    const row = ((y + 0.5) / mask.height) * photo.height
    if (row < part.y || row > part.y + part.height) continue
    for (let x = 0; x < mask.width; x++) {
      const column = ((x + 0.5) / mask.width) * photo.width
      if (column < part.x || column > part.x + part.width) continue
      all += 1
      inside += mask.data[y * mask.width + x] ?? 0
    }
  }
  return inside > wholePicture * all
}

/** What was seen in a part of the photo, told of all of it; the mask stays the part's. */
function toPhoto({ mask, plain: inner, looks, second }: Seen, part: Rect, photo: Size): Seen {
  const plain = placed(inner, part, photo)
  const subject = subjectOf(plain)
  return {
    mask,
    plain,
    looks: async () => {
      const seen = await looks()
      return seen.ok ? success({ plain, mirror: placed(seen.value.mirror, part, photo) }) : seen
    },
    ...(subject === undefined ? {} : { subject }),
    ...(second === undefined ? {} : { second: { box: boxOf(second.box, part, photo) } }),
  }
}

/** A box in shares of the part, in shares of the photo. */
function boxOf({ x, y, width, height }: Rect, part: Rect, photo: Size): Rect {
  const within = { x: x * part.width, y: y * part.height, width: width * part.width, height: height * part.height }
  return sharesOf({ ...within, x: part.x + within.x, y: part.y + within.y }, photo)
}

/** A mask of a part as one of the whole photo, of as many pixels; empty outside the part. */
function placed({ width, height, data }: AlphaPlane, part: Rect, photo: Size): AlphaPlane {
  const all = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((((y + 0.5) / height) * photo.height - part.y) / part.height) * height)
    if (row < 0 || row >= height) continue
    for (let x = 0; x < width; x++) {
      const column = Math.floor(((((x + 0.5) / width) * photo.width - part.x) / part.width) * width)
      if (column >= 0 && column < width) all[y * width + x] = data[row * width + column] ?? 0
    }
  }
  return { width, height, data: all }
}
