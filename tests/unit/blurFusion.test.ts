import { describe, expect, it } from 'vitest'
import { readMask, readPhoto, sharedFile } from '#tests/bench/scenes/photos.ts'
import { blurFusion } from '#workers/pixels/foreground/blurFusion.ts'

const golden = 'golden/lemur_refined_foreground.png'

describe('blur fusion', () => {
  it.skipIf(!sharedFile(golden).there)(
    'is what the official BiRefNet computes for the lemur, away from the border',
    () => {
      const official = readPhoto(golden)
      const found = blurFusion(
        readPhoto('data/pairs/pymatting/lemur.png'),
        readMask('data/pairs/pymatting/lemur_alpha.png'),
      )
      let [sum, count, worst] = [0, 0, 0]
      for (let y = 3; y < official.height - 3; y++) {
        for (let x = 3; x < official.width - 3; x++) {
          for (let i = (y * official.width + x) * 4, end = i + 3; i < end; i++) {
            const miss = Math.abs((official.data[i] ?? 0) - (found.data[i] ?? 0))
            sum += miss
            count++
            worst = Math.max(worst, miss)
          }
        }
      }
      expect(sum / count).toBeLessThan(0.01)
      expect(worst).toBeLessThanOrEqual(1)
    },
  )
})
