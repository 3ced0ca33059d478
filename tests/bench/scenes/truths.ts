import { seededRandom } from '#tests/fixtures/random.ts'
import { type AlphaKind, alphaKinds, drawAlpha } from '#tests/fixtures/scenes/alphas.ts'
import { composite, drawTexture } from '#tests/fixtures/scenes/composite.ts'
import type { FloatRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { cropPhoto, readMask, readPhoto, toFloat } from './photos.ts'

/** A picture whose alpha is known, and where it was put together here, its colours too. */
export interface Truth {
  name: string
  photo: RgbaRaster
  alpha: FloatRaster
  foreground?: RgbaRaster
}

const [width, height] = [800, 600]
const photos = ['animal-1.jpg', 'car-2.jpg', 'plants-1.jpg', 'animal-2.jpg', 'anime-girl-1.jpg', 'animal-3.jpg'].map(
  (file) => `data/pairs/rembg-examples/${file}`,
)
const hairColours: [readonly [number, number, number], readonly [number, number, number]][] = [
  [
    [40, 26, 18],
    [96, 66, 44],
  ],
  [
    [150, 112, 70],
    [226, 196, 150],
  ],
]

/** Photos and drawings by which no setting was chosen: what is measured on them tells how settings fare elsewhere. */
const reservedPhotos = ['u2net-testdata/bike.jpg', 'aim-samples/2.jpg', 'aim-samples/3.jpg'].map(
  (file) => `data/pairs/${file}`,
)
const reservedSeeds = 5000

/** Two composites of each drawn alpha, over and of photographs. */
export function drawnTruths(): Generator<Required<Truth>> {
  return drawTruths(photos, 1)
}

/** As `drawnTruths`, of other photos and other drawings. */
export function reservedTruths(): Generator<Required<Truth>> {
  return drawTruths(reservedPhotos, reservedSeeds)
}

function* drawTruths(files: readonly string[], firstSeed: number): Generator<Required<Truth>> {
  const pictures = files.map((name) => cropPhoto(readPhoto(name), width, height))
  for (const [k, kind] of alphaKinds.entries()) {
    for (let take = 0; take < 2; take++) {
      const seed = 100 * k + take + firstSeed
      const alpha = drawAlpha(kind, width, height, seed)
      const background = pictures[(k + 3 * take) % pictures.length]
      const other = pictures[(k + 3 * take + 1) % pictures.length]
      const foreground = isHairy(kind)
        ? drawTexture(width, height, hairColours[take] ?? hairPair, seededRandom(seed))
        : other
      if (background === undefined || foreground === undefined) continue
      yield { name: `${kind}-${take + 1}`, photo: composite(alpha, foreground, background), alpha, foreground }
    }
  }
}

/** The lemur: a real photo whose alpha was made with a trimap by hand. */
export function lemur(): Truth {
  return {
    name: 'lemur',
    photo: readPhoto('data/pairs/pymatting/lemur.png'),
    alpha: toFloat(readMask('data/pairs/pymatting/lemur_alpha.png')),
  }
}

const hairPair = hairColours[0] ?? [
  [0, 0, 0],
  [90, 60, 40],
]

function isHairy(kind: AlphaKind): boolean {
  return kind === 'hair' || kind === 'fur' || kind === 'net'
}
