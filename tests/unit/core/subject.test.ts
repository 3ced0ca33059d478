import { describe, expect, it } from 'vitest'
import { cornerOf, fillOf, freePlaceOf, moved, type Pose, poseOf, sized, turnedTo } from '#core/subject/pose.ts'
import { snapped, snappedAngle } from '#core/subject/snap.ts'

const canvas = { width: 1000, height: 800 }
const seen = { place: { x: 100, y: 200, width: 200, height: 100 }, box: { x: 100, y: 200, width: 200, height: 100 } }
const pose: Pose = { x: 200, y: 250, width: 200, height: 100, degrees: 0 }

describe('the pose of a subject', () => {
  it('is what was seen, where the settings leave it to the photo', () => {
    expect(poseOf(canvas, seen, { kind: 'own' }, 30)).toEqual({ ...pose, degrees: 30 })
    expect(poseOf(canvas, seen, { kind: 'free' }, 0)).toEqual(pose)
  })
  it('comes back from the place that was made of it', () => {
    const large = sized(moved(pose, 37, -12), 1.7, { x: 0, y: 0 }, canvas)
    const back = poseOf(canvas, seen, freePlaceOf(large, canvas, true), 0)
    for (const key of ['x', 'y', 'width', 'height'] as const) expect(back[key]).toBeCloseTo(large[key], 9)
  })
  it('keeps the photo’s size until somebody sizes it', () => {
    expect(freePlaceOf(moved(pose, 100, 0), canvas, false)).toEqual({
      kind: 'free',
      centre: { xPercent: 30, yPercent: 31.25 },
    })
  })
  it('stays within what can be filled and reached', () => {
    expect(fillOf(sized(pose, 1000, pose, canvas), canvas)).toBeCloseTo(500)
    expect(fillOf(sized(pose, 0, pose, canvas), canvas)).toBeCloseTo(1)
    expect(freePlaceOf(moved(pose, 1e6, -1e6), canvas, false).centre).toEqual({ xPercent: 200, yPercent: -100 })
  })
  it('is sized about a corner that stays', () => {
    const turned = { ...pose, degrees: 30 }
    const corner = cornerOf(turned, -1, -1)
    const after = cornerOf(sized(turned, 1.5, corner, canvas), -1, -1)
    expect(after.x).toBeCloseTo(corner.x)
    expect(after.y).toBeCloseTo(corner.y)
  })
  it('is turned the short way round', () => {
    expect([190, -190, 180, -180, 725].map((degrees) => turnedTo(pose, degrees).degrees)).toEqual([
      -170, 170, 180, 180, 5,
    ])
  })
})

describe('snapping', () => {
  const box = { x: -100, y: -50, width: 200, height: 100 }
  it('draws the middle to the middle, and says so', () => {
    const { pose: at, lines } = snapped({ ...pose, x: 496, y: 250 }, box, canvas, 6)
    expect([at.x, at.y]).toEqual([500, 250])
    expect(lines).toEqual([{ axis: 'x', at: 500 }])
  })
  it('draws sides to margins and to the ends', () => {
    const left = snapped({ ...pose, x: 163, y: 747 }, box, canvas, 6)
    expect([left.pose.x, left.pose.y]).toEqual([160, 750])
    expect(left.lines).toEqual([
      { axis: 'x', at: 60 },
      { axis: 'y', at: 800 },
    ])
  })
  it('leaves alone what is far from all, and measures what is taken up, not the pose', () => {
    expect(snapped({ ...pose, x: 300, y: 300 }, box, canvas, 6).lines).toEqual([])
    const odd = snapped({ ...pose, x: 470, y: 300 }, { ...box, x: -70 }, canvas, 6)
    expect(odd.lines).toEqual([{ axis: 'x', at: 500 }])
  })
  it('draws angles to steps of fifteen degrees', () => {
    expect([44, 47.9, 50.4, -88, 2.9, 4].map(snappedAngle)).toEqual([45, 45, 50, -90, 0, 4])
  })
})
