import type { EdgeSettings } from '#core/edges.ts'
import { withHoles } from '#core/holes.ts'
import type {
  ComposedView,
  ComposeRequest,
  ForeseeRequest,
  Preview,
  PreviewRequest,
  Retouched,
  RetouchRequest,
  View,
  ViewRequest,
} from '#core/look.ts'
import { type Outcome, success } from '#core/outcome.ts'
import type { GroundPicture } from '#workers/compose/ground.ts'
import { groundPicture, type SmallPhoto, smallPhoto } from '#workers/compose/groundPicture.ts'
import { composePreview } from '#workers/compose/preview.ts'
import { decodePhoto } from '#workers/decode/decodePhoto.ts'
import type { FinishedCutout, PhotoPixels } from '#workers/edges/finishCutout.ts'
import { reduceMask } from '#workers/edges/reduceMask.ts'
import { Sketch } from '#workers/edges/sketch.ts'
import { bitmapAsIs } from '#workers/encode/bitmaps.ts'
import { unpackMask } from '#workers/encode/packMask.ts'
import type { GrayRaster } from '#workers/pixels/raster.ts'
import { fittedArea, reduced } from '#workers/pixels/resize/reduce.ts'
import { LookedAt, photoWithin } from './lookedAt.ts'
import { SubjectBounds } from './subjectBounds.ts'

/** Sketches kept for the photo that is looked at: one for the screen, one for looking at its pixels. */
const keptSketches = 2

/** Largest area of a picture that lies behind, for looking at. */
const groundPixels = 2_200_000

/** A sketch that was made before anybody asked for it. */
interface Foreseen {
  maskId: string
  key: string
  sketch: Sketch
}

/** Long enough for a call that already waits to come first. */
const prepareAfterMs = 50

/** Shows photos and their cutouts. Keeps what was made of the photo shown last, so that a change of its edges is seen at once. */
export class Show {
  readonly #sketches = new Map<string, Sketch>()
  #shownId: string | undefined
  #keptGround: { id: string; picture: GroundPicture } | undefined
  /** Photos of sketches, as small as is enough for blurring them. */
  readonly #smallPhotos = new WeakMap<PhotoPixels, SmallPhoto>()
  readonly #bounds = new SubjectBounds()
  readonly #lookedAt = new LookedAt()
  #foreseen: Foreseen | undefined

  /** See `MattingWorker.view`. */
  async view(request: ViewRequest): Promise<Outcome<View>> {
    const sketch = await this.#sketch(request)
    if (!sketch.ok) return sketch
    const cutout = await bitmapAsIs(sketch.value.cutout(request.edges, request.strokes))
    prepareSoon(sketch.value, request)
    const facts = sketch.value.facts(request.edges, request.strokes)
    return success({ photo: await bitmapAsIs(sketch.value.photo), cutout, facts })
  }

  /** See `MattingWorker.retouch`. */
  async retouch(request: RetouchRequest): Promise<Outcome<Retouched>> {
    const outcome = await this.#sketch(request)
    if (!outcome.ok) return outcome
    const { edges, strokes, isQuick } = request
    const sketch = outcome.value
    if (isQuick) return success({ cutout: await bitmapAsIs(sketch.quickCutout(edges, strokes)) })
    prepareSoon(sketch, request)
    return success({ cutout: await bitmapAsIs(sketch.cutout(edges, strokes)), facts: sketch.facts(edges, strokes) })
  }

  /** See `MattingWorker.compose`. */
  async compose(request: ComposeRequest): Promise<Outcome<ComposedView>> {
    const sketch = await this.#sketch(request)
    if (!sketch.ok) return sketch
    const { edges, strokes, composition, mask, canvasPixels, isExact } = request
    if (isExact) {
      const measured = await this.#bounds.measure(request, sketch.value.photo.hadAlpha)
      if (!measured.ok) return measured
    }
    const cutout = sketch.value.cutout(edges, strokes)
    const behind = await this.#ground(composition.backdrop, cutout, sketch.value)
    if (!behind.ok) return behind
    const under = { layers: false, ...(behind.value === undefined ? {} : { picture: behind.value }) }
    const bounds = this.#bounds.known(request)
    const { picture, ...seen } = composePreview(cutout, mask.size, composition, canvasPixels, under, bounds)
    return success({ picture: await bitmapAsIs(picture), ...seen, isExact: this.#bounds.isKnown(request) })
  }

  /** The picture behind a composition. One of a person's own is opened once, and kept as large as it is shown. */
  async #ground(
    backdrop: ComposeRequest['composition']['backdrop'],
    cutout: FinishedCutout,
    sketch: Sketch,
  ): Promise<Outcome<GroundPicture | undefined>> {
    const kept = this.#keptGround
    if (backdrop.kind === 'picture' && kept !== undefined && kept.id === backdrop.id) return success(kept.picture)
    const photo = backdrop.kind === 'blurred' ? this.#small(sketch.photo) : undefined
    const picture = await groundPicture(backdrop, cutout, photo)
    if (!picture.ok || picture.value === undefined || backdrop.kind !== 'picture') return picture
    const size = fittedArea(picture.value.size, groundPixels)
    const small = { ...picture.value, size, pixels: reduced(picture.value, size) }
    this.#keptGround = backdrop.id === undefined ? undefined : { id: backdrop.id, picture: small }
    return success(small)
  }

  #small(photo: PhotoPixels): SmallPhoto {
    const small = this.#smallPhotos.get(photo) ?? smallPhoto(photo)
    this.#smallPhotos.set(photo, small)
    return small
  }

  /** See `MattingWorker.preview`. */
  async preview(request: PreviewRequest): Promise<Outcome<Preview>> {
    const { file, maxPixels } = request
    const kept = this.#lookedAt.of(request.fileId)
    // For the filmstrip the photo on the stage is large enough.
    if (kept !== undefined && maxPixels <= kept.maxPixels) {
      const { photo, size } = kept
      return success({ photo: await bitmapAsIs(photoWithin(photo, maxPixels)), size })
    }
    const photo = await decodePhoto(file)
    if (!photo.ok) return photo
    const { size } = photo.value
    const small = photoWithin(photo.value, maxPixels)
    this.#lookedAt.keep(request, small, size)
    return success({ photo: await bitmapAsIs(small), size })
  }

  /** See `MattingWorker.foresee`. */
  async foresee({ fileId, mask, alpha }: ForeseeRequest): Promise<Outcome<null>> {
    const shown = this.#lookedAt.fitting(fileId, mask.size)
    // Other readings of its holes come with the packed mask alone.
    if (shown === undefined || shown.edges.holes !== 'auto') return success(null)
    const { photo, edges, maxPixels } = shown
    const sketch = sketchOf(photo, { ...mask.size, data: alpha })
    sketch.cutout(edges)
    sketch.facts(edges)
    this.#foreseen = { maskId: mask.id, key: keyOf(edges, maxPixels), sketch }
    return success(null)
  }

  async #sketch(request: ViewRequest): Promise<Outcome<Sketch>> {
    const { mask, edges, maxPixels } = request
    if (this.#shownId !== mask.id) this.#sketches.clear()
    this.#shownId = mask.id
    const foreseen = this.#foreseen
    if (foreseen?.maskId === mask.id) {
      this.#sketches.set(foreseen.key, foreseen.sketch)
      this.#foreseen = undefined
    }
    const key = keyOf(edges, maxPixels)
    const kept = this.#sketches.get(key)
    if (kept !== undefined) return success(kept)
    const photo = await this.#lookedAt.open(request)
    if (!photo.ok) return photo
    // The oldest makes room before the new one needs it.
    const oldest = [...this.#sketches.keys()][0]
    if (oldest !== undefined && this.#sketches.size >= keptSketches) this.#sketches.delete(oldest)
    const alpha = await unpackMask(withHoles(mask, edges.holes))
    const sketch = sketchOf(photo.value, { ...mask.size, data: alpha })
    this.#sketches.set(key, sketch)
    return success(sketch)
  }
}

/** Once the answer is on its way, the worker has nothing to do: the first move of a control shall find all it needs. */
function prepareSoon(sketch: Sketch, { edges, strokes }: Pick<ViewRequest, 'edges' | 'strokes'>): void {
  setTimeout(() => sketch.prepare(edges, strokes), prepareAfterMs)
}

function sketchOf(photo: PhotoPixels, mask: GrayRaster): Sketch {
  return new Sketch(photo, reduceMask(mask, photo.size), photo.size.width / mask.width)
}

/** Names the sketches of a mask: other edges than these are tried out on the same one. */
function keyOf({ existingAlpha, holes }: EdgeSettings, maxPixels: number): string {
  return `${maxPixels} ${existingAlpha === 'ignore'} ${holes}`
}
