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
      const density = devicePixelRatio
      const box = entry.devicePixelContentBoxSize?.[0]
      const width = box?.inlineSize ?? Math.round(entry.contentRect.width * density)
      const height = box?.blockSize ?? Math.round(entry.contentRect.height * density)
      setSize({ width, height, density })
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
