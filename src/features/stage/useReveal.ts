import { useLayoutEffect, useRef } from 'react'

const sweepMs = 650

/** Lets the divider sweep from the right edge to its place when the cutout of the photo that is looked at has come. A hand that moves it ends the sweep. */
export function useReveal(hasCutout: boolean, place: number, move: (share: number) => void): { end(): void } {
  const before = useRef(hasCutout)
  const frame = useRef(0)
  const end = () => cancelAnimationFrame(frame.current)
  useLayoutEffect(() => {
    const hasCome = hasCutout && !before.current
    before.current = hasCutout
    if (!hasCome || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const start = performance.now()
    const step = () => {
      const share = Math.min((performance.now() - start) / sweepMs, 1)
      // Quick at first, then slower: it comes to rest.
      move(1 - (1 - place) * (1 - (1 - share) ** 3))
      if (share < 1) frame.current = requestAnimationFrame(step)
    }
    step()
  }, [hasCutout, place, move])
  useLayoutEffect(() => () => cancelAnimationFrame(frame.current), [])
  return { end }
}
