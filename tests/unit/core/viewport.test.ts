import { describe, expect, it } from 'vitest'
import { canPan, fitted, panned, photoRect, visibleRect, zoomed } from '#core/viewport.ts'

const photo = { width: 4000, height: 3000 }
const frame = { x: 24, y: 24, width: 800, height: 600 }

describe('viewport', () => {
  it('fits the whole photo into the frame and centres it', () => {
    const viewport = fitted(photo, frame)
    expect(viewport.scale).toBeCloseTo(0.2)
    expect(photoRect(viewport, photo)).toEqual({ x: 24, y: 24, width: 800, height: 600 })
    expect(canPan(viewport, photo, frame)).toBe(false)
  })

  it('centres a photo of another shape', () => {
    const { x, y, width, height } = photoRect(fitted({ width: 100, height: 400 }, frame), { width: 100, height: 400 })
    expect(height).toBeCloseTo(600)
    expect(x + width / 2).toBeCloseTo(frame.x + frame.width / 2, -1)
    expect(y).toBe(24)
  })

  it('enlarges a tiny photo threefold at most', () => {
    expect(fitted({ width: 10, height: 10 }, frame).scale).toBe(3)
  })

  it('keeps the point under the pointer where it is while zooming', () => {
    const start = zoomed(fitted(photo, frame), 5, { x: 400, y: 300 }, photo, frame)
    const anchor = { x: 500, y: 200 }
    const before = { x: (anchor.x - start.x) / start.scale, y: (anchor.y - start.y) / start.scale }
    const end = zoomed(start, 1.7, anchor, photo, frame)
    expect((anchor.x - end.x) / end.scale).toBeCloseTo(before.x, 0)
    expect((anchor.y - end.y) / end.scale).toBeCloseTo(before.y, 0)
    expect(end.scale).toBeCloseTo(start.scale * 1.7)
  })

  it('zooms out no further than the whole photo, and a small one no further than 100 %', () => {
    expect(zoomed(fitted(photo, frame), 0.01, { x: 0, y: 0 }, photo, frame).scale).toBeCloseTo(0.2)
    const small = { width: 100, height: 100 }
    expect(zoomed(fitted(small, frame), 0.01, { x: 0, y: 0 }, small, frame).scale).toBe(1)
  })

  it('zooms in to 3200 % at most', () => {
    expect(zoomed(fitted(photo, frame), 1e9, { x: 0, y: 0 }, photo, frame).scale).toBe(32)
  })

  it('moves a large photo until its edge meets the frame, never further', () => {
    const large = zoomed(fitted(photo, frame), 4, { x: 400, y: 300 }, photo, frame)
    const right = panned(large, 1e6, 0, photo, frame)
    expect(right.x).toBe(frame.x)
    const left = panned(large, -1e6, 0, photo, frame)
    expect(left.x + photo.width * left.scale).toBeCloseTo(frame.x + frame.width, 0)
  })

  it('lies on whole pixels at 100 %', () => {
    const odd = { width: 333, height: 221 }
    const full = zoomed(fitted(odd, frame), 1 / fitted(odd, frame).scale, { x: 401.3, y: 299.7 }, odd, frame)
    expect(full.scale).toBeCloseTo(1)
    expect([Number.isInteger(full.x), Number.isInteger(full.y)]).toEqual([true, true])
  })

  it('tells which part of the photo is on the stage', () => {
    const stage = { width: 848, height: 648 }
    expect(visibleRect({ scale: 1, x: -1000, y: 100 }, photo, stage)).toEqual({ x: 0, y: 100, width: 848, height: 548 })
    expect(visibleRect({ scale: 0.1, x: 50, y: 60 }, photo, stage)).toEqual({ x: 50, y: 60, width: 400, height: 300 })
  })
})
