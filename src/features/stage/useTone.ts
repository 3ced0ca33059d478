import { useEffect, useState } from 'react'
import { brightnessOf, type Tone, toneBehind } from '#core/surface.ts'

/** Side of the small copy that the brightness is taken from: a mean needs no more. */
const sampleSide = 24

/** The checker that this cutout stands out from. */
export function useTone(cutout: ImageBitmap | undefined): Tone | undefined {
  const [tone, setTone] = useState<Tone>()
  useEffect(() => {
    // Closed meanwhile, which leaves no width: the next one is on its way.
    if (cutout === undefined || cutout.width === 0) return
    const context = new OffscreenCanvas(sampleSide, sampleSide).getContext('2d', { willReadFrequently: true })
    if (context === null) return
    context.imageSmoothingQuality = 'high'
    context.drawImage(cutout, 0, 0, sampleSide, sampleSide)
    setTone(toneBehind(brightnessOf(context.getImageData(0, 0, sampleSide, sampleSide).data)))
  }, [cutout])
  return tone
}
