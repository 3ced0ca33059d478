/** What the cutout lies on while it is looked at; files know nothing of it. `checker` shows the backdrop where one was chosen. */
export type Surface = { kind: 'checker' | 'light' | 'dark' | 'original' } | { kind: 'colour'; colour: string }

export const initialSurface: Surface = { kind: 'checker' }

/** Whether the checker is drawn light or dark. */
export type Tone = 'light' | 'dark'

/** Above and below these a subject counts as bright or dark: 0 is black, 1 is white. */
const bright = 0.62
const dim = 0.3

/** The checker that a subject of this brightness stands out from; undefined where it stands out from both, so that the page's own will do. */
export function toneBehind(brightness: number | undefined): Tone | undefined {
  if (brightness === undefined) return undefined
  if (brightness > bright) return 'dark'
  return brightness < dim ? 'light' : undefined
}

/**
 * Mean brightness of what can be seen of straight RGBA pixels, from 0 (black) to 1 (white), each counted by its alpha; undefined where
 * there is nothing to see.
 */
export function brightnessOf(rgba: Uint8ClampedArray): number | undefined {
  let [sum, weight] = [0, 0]
  for (let at = 0; at < rgba.length; at += 4) {
    const [r = 0, g = 0, b = 0, alpha = 0] = rgba.subarray(at, at + 4)
    sum += alpha * (0.2126 * r + 0.7152 * g + 0.0722 * b)
    weight += alpha
  }
  return weight === 0 ? undefined : sum / weight / 255
}
