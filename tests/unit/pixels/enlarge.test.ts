import { expect, test } from 'vitest'
import { seededRandom } from '#tests/fixtures/random.ts'
import { enlarged } from '#workers/pixels/resize/enlarge.ts'

/** A disc of one colour at a size; its edge is soft over `soft` pixels, and where nothing is seen another colour hides. */
function disc(side: number, soft = 1) {
  const data = new Uint8ClampedArray(side * side * 4)
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const away = 0.35 * side - Math.hypot(x + 0.5 - side / 2, y + 0.5 - side / 2)
      const alpha = Math.round(255 * Math.min(1, Math.max(0, away / soft + 0.5)))
      data.set(alpha === 0 ? [0, 255, 0, 0] : [200, 60, 30, alpha], (y * side + x) * 4)
    }
  return { width: side, height: side, data }
}

const whole = (side: number) => ({ x: 0, y: 0, width: side, height: side })
const alphas = (data: Uint8ClampedArray) =>
  Uint8Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + 3] ?? 0)

test.each([2, 4])('a sharp edge is as sharp in %i times as many pixels, and lies where it lay', (times) => {
  const made = alphas(enlarged(disc(60), whole(60), { width: 60 * times, height: 60 * times }))
  const truth = alphas(disc(60 * times).data)
  const plain = made.filter((value) => value > 8 && value < 247).length
  const expected = truth.filter((value) => value > 8 && value < 247).length
  expect(plain / expected).toBeLessThan(1.9)
  const sum = made.reduce((total, value, at) => total + Math.abs(value - (truth[at] ?? 0)), 0)
  // The edge is nowhere farther off than a thirteenth of a pixel that there was.
  expect(sum / 255 / expected).toBeLessThan(times / 13)
})

test('what is soft over many pixels stays as soft', () => {
  const made = alphas(enlarged(disc(60, 16), whole(60), { width: 120, height: 120 }))
  const truth = alphas(disc(120, 32).data)
  expect(made.reduce((total, value, at) => total + Math.abs(value - (truth[at] ?? 0)), 0) / made.length).toBeLessThan(
    1.5,
  )
})

test('the colour of a subject is its own up to the last faint pixel', () => {
  const made = enlarged(disc(60), whole(60), { width: 240, height: 240 })
  for (let at = 0; at < made.length; at += 4)
    if ((made[at + 3] ?? 0) > 0) expect([...made.subarray(at, at + 3)]).toEqual([200, 60, 30])
})

test('nothing is darker or lighter than what was around it, and a smooth picture stays what it is', () => {
  const random = seededRandom(8)
  const noise = { width: 20, height: 20, data: Uint8ClampedArray.from({ length: 1600 }, () => 60 + random() * 100) }
  for (let at = 3; at < 1600; at += 4) noise.data[at] = 255
  const wide = enlarged(noise, whole(20), { width: 50, height: 50 })
  expect(wide.every((value, at) => (at % 4 === 3 ? value === 255 : value >= 60 && value <= 160))).toBe(true)
  const ramp = { width: 40, height: 8, data: new Uint8ClampedArray(40 * 8 * 4) }
  for (let at = 0; at < 320; at += 1) ramp.data.set([(at % 40) * 5, 100, 250 - (at % 40) * 5, 255], at * 4)
  const made = enlarged(ramp, { x: 0, y: 0, width: 40, height: 8 }, { width: 80, height: 16 })
  for (let x = 8; x < 72; x += 1) expect(made[(8 * 80 + x) * 4]).toBeCloseTo(((x + 0.5) / 2 - 0.5) * 5, -0.4)
})

test('a part is enlarged as it would be alone', () => {
  const picture = disc(40)
  const from = { x: 7, y: 3, width: 20, height: 30 }
  const part = { width: 20, height: 30, data: new Uint8ClampedArray(20 * 30 * 4) }
  for (let y = 0; y < 30; y += 1)
    part.data.set(picture.data.subarray(((3 + y) * 40 + 7) * 4, ((3 + y) * 40 + 27) * 4), y * 80)
  const to = { width: 40, height: 60 }
  expect(enlarged(picture, from, to)).toEqual(enlarged(part, { ...from, x: 0, y: 0 }, to))
})
