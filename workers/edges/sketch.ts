import { type EdgeSettings, edgesFingerprint } from '#core/edges.ts'
import type { Size } from '#core/geometry.ts'
import { type AnsweredStroke, answersFingerprint } from '#core/hints.ts'
import type { EdgeFacts } from '#core/look.ts'
import type { NumberedMap } from '#core/objectMap.ts'
import { Painting } from '#workers/brush/painting.ts'
import { photoTiles } from '#workers/brush/photoTiles.ts'
import { hintedMask } from '#workers/hint/hintedMask.ts'
import { flattened } from '#workers/matting/flattened.ts'
import { maskHistogram } from '#workers/pixels/mask/levels.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { fittedArea, reduced } from '#workers/pixels/resize/reduce.ts'
import { alphaOf, type FinishedCutout, finishCutout, type PhotoPixels, withAlpha } from './finishCutout.ts'
import { Memo } from './memo.ts'
import { mapObjects, type ObjectMap } from './objects.ts'
import { reduceMask } from './reduceMask.ts'
import { chooseObjects, clearMask, softenMask } from './shapeMask.ts'

interface Steps {
  histogram: Uint32Array
  cleared: GrayRaster
  map: ObjectMap
  chosen: GrayRaster
  shaped: GrayRaster
  cleaned: FinishedCutout
  painting: { on: FinishedCutout; painting: Painting }
  small: Sketch
  hinted: Sketch
  smallColours: { of: Pixels; pixels: Pixels }
}

type Pixels = PhotoPixels['pixels']

/** Largest area of what follows a control while it moves: a tenth of a second is all there is for it. */
const quickPixels = 400_000
/** Objects that are offered for picking. */
const offered = 24
/** Below this share of the photo something is a speck. */
const offeredShare = 0.0005

/**
 * A photo and its mask as large as they are shown, on which edges are tried out: the same steps as at full size, each of them done
 * again only when something that it depends on was changed.
 */
export class Sketch {
  readonly #photo: PhotoPixels
  readonly #mask: GrayRaster
  readonly #scale: number
  readonly #memo = new Memo<Steps>()

  /** @param scale pixels of the sketch for one of the photo, 1 or below */
  constructor(photo: PhotoPixels, mask: GrayRaster, scale: number) {
    this.#photo = photo
    this.#mask = mask
    this.#scale = scale
  }

  get photo(): PhotoPixels {
    return this.#photo
  }

  /** The cutout with these edges, and these strokes on it. The next call may change its pixels. */
  cutout(edges: EdgeSettings, strokes: readonly AnsweredStroke[] = []): FinishedCutout {
    return this.#hinted(strokes).#cutout(edges, strokes)
  }

  #cutout(edges: EdgeSettings, strokes: readonly AnsweredStroke[]): FinishedCutout {
    const cleaned = this.#memo.get('cleaned', edgesFingerprint(edges), () => {
      const pixels = this.#photo.pixels.slice()
      return finishCutout({ ...this.#photo, pixels }, this.#shaped(edges), edges)
    })
    const kept = this.#memo.last('painting')
    if (kept?.on === cleaned) return kept.painting.with(strokes)
    if (strokes.length === 0) return cleaned
    return this.#memo
      .put('painting', { on: cleaned, painting: this.#paintingOn(cleaned, edges) })
      .painting.with(strokes)
  }

  /** The same at once, smaller, and with colours as they were cleaned last, whatever edges that was for. */
  quickCutout(edges: EdgeSettings, strokes: readonly AnsweredStroke[] = []): FinishedCutout {
    return this.#hinted(strokes).#quickCutout(edges, strokes)
  }

  #quickCutout(edges: EdgeSettings, strokes: readonly AnsweredStroke[]): FinishedCutout {
    const size = fittedArea(this.#photo.size, quickPixels)
    if (size.width === this.#photo.size.width) return this.#roughCutout(edges, this.#colours(edges), strokes)
    const small = this.#memo.get('small', '', () => this.#reduced(size))
    return small.#roughCutout(edges, this.#reducedColours(edges, size), strokes)
  }

  /** Makes ahead what the first quick cutout with edges like these needs. */
  prepare(edges: EdgeSettings, strokes: readonly AnsweredStroke[] = []): void {
    this.quickCutout(edges, strokes)
  }

  /** The sketch of the mask that smart strokes have made of this one; the last one is kept. */
  #hinted(strokes: readonly AnsweredStroke[]): Sketch {
    const said = answersFingerprint(strokes)
    if (said === '') return this
    return this.#memo.get('hinted', said, () => {
      const photo = () => flattened(this.#photo)
      return new Sketch(this.#photo, hintedMask(this.#mask, photo, strokes), this.#scale)
    })
  }

  #roughCutout(edges: EdgeSettings, colours: Pixels, strokes: readonly AnsweredStroke[]): FinishedCutout {
    const alpha = alphaOf(this.#photo, this.#shaped(edges), edges)
    const rough = withAlpha({ ...this.#photo, pixels: colours.slice() }, alpha)
    return strokes.length === 0 ? rough : this.#paintingOn(rough, edges).with(strokes)
  }

  #paintingOn(cutout: FinishedCutout, edges: EdgeSettings): Painting {
    return new Painting(cutout, photoTiles(this.#photo, edges), this.#scale)
  }

  /** The photo's colours, cleaned as they were last. Their alpha says nothing. */
  #colours({ cleanColours }: EdgeSettings): Pixels {
    return ((cleanColours ? this.#memo.last('cleaned') : undefined) ?? this.#photo).pixels
  }

  #reducedColours(edges: EdgeSettings, size: Size): Pixels {
    const pixels = this.#colours(edges)
    const kept = this.#memo.last('smallColours')
    if (kept?.of === pixels) return kept.pixels
    const make = () => ({ of: pixels, pixels: reduced({ size: this.#photo.size, pixels: opaque(pixels) }, size) })
    return this.#memo.put('smallColours', make()).pixels
  }

  #reduced(size: Size): Sketch {
    const pixels = reduced(this.#photo, size)
    const scale = (this.#scale * size.width) / this.#photo.size.width
    return new Sketch({ ...this.#photo, size, pixels }, reduceMask(this.#mask, size), scale)
  }

  /** What a person needs to know for setting these edges. */
  facts(edges: EdgeSettings, strokes: readonly AnsweredStroke[] = []): EdgeFacts {
    return this.#hinted(strokes).#facts(edges)
  }

  #facts(edges: EdgeSettings): EdgeFacts {
    const map = this.#map(edges)
    const shareOf = (place: number) => map.objects[place]?.share ?? 0
    const places = [...map.objects.keys()]
      .sort((one, other) => shareOf(other) - shareOf(one))
      .filter((place, order) => order < offered && (order === 0 || shareOf(place) >= offeredShare))
    const objects = places.flatMap((place) => {
      const object = map.objects[place]
      return object === undefined ? [] : [object]
    })
    const histogram = this.#memo.get('histogram', '', () => maskHistogram(this.#mask))
    return { histogram, objects, map: renumbered(map, places) }
  }

  #shaped(edges: EdgeSettings): GrayRaster {
    return this.#memo.get('shaped', edgesFingerprint(edges, 'shaped'), () =>
      softenMask(this.#chosen(edges), edges, this.#scale),
    )
  }

  #chosen(edges: EdgeSettings): GrayRaster {
    if (edges.objects.keep === 'all') return this.#cleared(edges)
    const make = () => chooseObjects(this.#cleared(edges), this.#map(edges), edges)
    return this.#memo.get('chosen', edgesFingerprint(edges, 'chosen'), make)
  }

  #map(edges: EdgeSettings): ObjectMap {
    return this.#memo.get('map', edgesFingerprint(edges, 'cleared'), () => mapObjects(this.#cleared(edges)))
  }

  #cleared(edges: EdgeSettings): GrayRaster {
    return this.#memo.get('cleared', edgesFingerprint(edges, 'cleared'), () =>
      clearMask(this.#mask, edges, this.#scale),
    )
  }
}

function opaque(pixels: Pixels): Pixels {
  const copy = pixels.slice()
  for (let at = 3; at < copy.length; at += 4) copy[at] = 255
  return copy
}

/** Every second pixel of a map, with the objects numbered by their order in this list. */
function renumbered(map: ObjectMap, places: readonly number[]): NumberedMap {
  const order = new Uint8Array(map.objects.length + 1)
  for (const [index, place] of places.entries()) order[place + 1] = index + 1
  const [width, height] = [Math.ceil(map.width / 2), Math.ceil(map.height / 2)]
  const numbers = new Uint8Array(width * height)
  for (let i = 0; i < numbers.length; i++)
    numbers[i] = order[map.numbers[2 * Math.floor(i / width) * map.width + 2 * (i % width)] ?? 0] ?? 0
  return { width, height, numbers }
}
