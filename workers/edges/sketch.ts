import type { EdgeFacts } from '#core/contract.ts'
import { type EdgeSettings, edgesFingerprint } from '#core/edges.ts'
import { maskHistogram } from '#workers/pixels/mask/levels.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { alphaOf, type FinishedCutout, finishCutout, type PhotoPixels, withAlpha } from './finishCutout.ts'
import { Memo } from './memo.ts'
import { keptObjects, mapObjects, type ObjectMap } from './objects.ts'
import { chooseObjects, clearMask, softenMask } from './shapeMask.ts'

interface Steps {
  histogram: Uint32Array
  cleared: GrayRaster
  map: ObjectMap
  chosen: GrayRaster
  shaped: GrayRaster
  cleaned: FinishedCutout
}

/** Objects that are offered for picking. */
const offered = 24

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

  /** The cutout with these edges. */
  cutout(edges: EdgeSettings): FinishedCutout {
    return this.#memo.get('cleaned', edgesFingerprint(edges), () => {
      const pixels = this.#photo.pixels.slice()
      return finishCutout({ ...this.#photo, pixels }, this.#shaped(edges), edges)
    })
  }

  /** The same at once: colours as they were cleaned last, whatever edges that was for. */
  quickCutout(edges: EdgeSettings): FinishedCutout {
    const cleaned = edges.cleanColours ? this.#memo.last('cleaned') : undefined
    const alpha = alphaOf(this.#photo, this.#shaped(edges), edges)
    return withAlpha({ ...this.#photo, pixels: (cleaned ?? this.#photo).pixels.slice() }, alpha)
  }

  /** What a person needs to know for setting these edges. */
  facts(edges: EdgeSettings): EdgeFacts {
    const map = this.#map(edges)
    const kept = keptObjects(map, edges.objects)
    const objects = map.objects
      .map((object, index) => ({ ...object, isKept: kept.has(index) }))
      .sort((one, other) => other.share - one.share)
      .slice(0, offered)
    return { histogram: this.#memo.get('histogram', '', () => maskHistogram(this.#mask)), objects }
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
