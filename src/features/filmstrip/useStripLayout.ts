import { defaultRangeExtractor, type Range, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'

/** Where the tiles stand, in CSS pixels along the strip. */
interface StripLayout {
  length: number
  /** The tiles that are drawn. */
  items: VirtualItem[]
}

/** What the style sheet says of the strip in this window. */
interface StripMeasures {
  isRow: boolean
  tile: number
  gap: number
  inset: number
}

/** Strips up to this long are drawn whole. */
const wholeUpTo = 200

/** How many tiles are drawn before and after those in sight. */
const overscan = 6

/** Lays out the filmstrip: of a long one only the tiles around those in sight are drawn, and the selected one, which has the focus. */
export function useStripLayout(scroller: RefObject<HTMLElement | null>, count: number, selected: number): StripLayout {
  const { isRow, tile, gap, inset } = useMeasures(scroller)
  const virtualizer = useVirtualizer({
    count,
    horizontal: isRow,
    isRtl: isRightToLeft(),
    getScrollElement: () => scroller.current,
    estimateSize: () => tile,
    gap,
    paddingStart: inset,
    paddingEnd: inset,
    scrollPaddingStart: inset,
    scrollPaddingEnd: inset,
    overscan,
    rangeExtractor: (range) => (count <= wholeUpTo ? all(count) : withSelected(range, selected)),
    useFlushSync: false,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are kept until they are asked to be taken anew.
  useEffect(() => {
    virtualizer.measure()
  }, [virtualizer, tile, gap, isRow])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the selected one stays in sight where the strip is laid out anew.
  useEffect(() => {
    if (selected >= 0) virtualizer.scrollToIndex(selected, { align: 'auto' })
  }, [virtualizer, selected, tile, isRow])
  return { length: virtualizer.getTotalSize(), items: virtualizer.getVirtualItems() }
}

/** Does the page, and so a strip that lies, begin at its right edge? */
export function isRightToLeft(): boolean {
  return document.documentElement.dir === 'rtl'
}

function all(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

function withSelected(range: Range, selected: number): number[] {
  const shown = defaultRangeExtractor(range)
  return selected < 0 || shown.includes(selected) ? shown : [...shown, selected].sort((one, other) => one - other)
}

/** Reads the custom properties of the strip, anew whenever its size changes. */
function useMeasures(scroller: RefObject<HTMLElement | null>): StripMeasures {
  const [measures, setMeasures] = useState<StripMeasures>({ isRow: false, tile: 84, gap: 12, inset: 12 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const read = () => {
      const style = getComputedStyle(element)
      const pixels = (name: string) => Number.parseFloat(style.getPropertyValue(name))
      const next = {
        isRow: pixels('--in-row') === 1,
        tile: pixels('--tile'),
        gap: pixels('--tile-gap'),
        inset: pixels('--tile-inset'),
      }
      setMeasures((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    }
    read()
    const observer = new ResizeObserver(read)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return measures
}
