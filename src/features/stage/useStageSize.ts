import { type RefObject, useLayoutEffect, useState } from 'react'
import type { Size } from '#core/geometry.ts'

export interface StageSize extends Size {
  /** Device pixels per CSS pixel. */
  density: number
}

/** The size of the stage in device pixels, exact also where the screen's scale is a fraction. */
export function useStageSize(target: RefObject<Element | null>): StageSize | undefined {
  const [size, setSize] = useState<StageSize>()
  useLayoutEffect(() => {
    const element = target.current
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      const box = entry.devicePixelContentBoxSize?.[0]
      setSize({
        width: exact(width, box?.inlineSize),
        height: exact(height, box?.blockSize),
        density: devicePixelRatio,
      })
    })
    try {
      observer.observe(element, { box: 'device-pixel-content-box' })
    } catch {
      // Safari knows no device-pixel box and throws.
      observer.observe(element)
    }
    return () => observer.disconnect()
  }, [target])
  return size
}

/** The browser's own figure, unless it contradicts the ratio it states elsewhere, as in emulated screens. */
function exact(cssLength: number, deviceLength: number | undefined): number {
  const expected = cssLength * devicePixelRatio
  return deviceLength !== undefined && Math.abs(deviceLength - expected) < 2 ? deviceLength : Math.round(expected)
}
