import type { Rect } from '#core/geometry.ts'
import type { Backdrop } from '#core/settings.ts'
import type { Surface } from '#core/surface.ts'

/** Device pixels as CSS pixels. */
export function inCss(rect: Rect, density: number): Rect {
  return { x: rect.x / density, y: rect.y / density, width: rect.width / density, height: rect.height / density }
}

/** How the sheet beneath the cutout lies and looks. */
export function sheetStyle({ x, y, width, height }: Rect, surface: Surface, backdrop: Backdrop) {
  const place = { translate: `${x}px ${y}px`, width, height }
  if (surface.kind === 'colour') return { ...place, background: surface.colour }
  return surface.kind === 'checker' && backdrop.kind === 'colour' ? { ...place, background: backdrop.colour } : place
}
