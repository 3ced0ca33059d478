import type { Material, Scene } from './march.ts'
import { capsule, ellipsoid, sphere } from './shapes.ts'
import { add, colour, cross, dot, mix, scaled, smoothMin, smoothStep, unit, type Vector } from './vector.ts'

const wood = colour('#c98d4e')
const darkWood = colour('#8a5428')
const paint = colour('#b5363c')
const trim = colour('#f0c95a')
const mane = colour('#3d2a20')
const planks = [colour('#6d5a49'), colour('#8c7660'), colour('#7a6552')]
const white: Vector = [0.9, 0.88, 0.84]

/** A wooden toy horse with a painted saddle on the planks of a terrace, before a garden out of focus. */
export const toyHorse: Scene = {
  distance: (x, y, z) => Math.min(y, horse(x, y, z)),
  material,
  sky,
  ambient: [0.52, 0.54, 0.5],
  lights: [
    { towards: [-0.5, 1, 0.8], colour: [1, 0.92, 0.78], hardness: 6 },
    { towards: [0.9, 0.5, 0.4], colour: [0.14, 0.16, 0.2], hardness: 0 },
  ],
  camera: { from: [1.4, 2.7, 10.2], to: [0.12, 1.55, 0], zoom: 3.7 },
}

function horse(x: number, y: number, z: number): number {
  const far = Math.sqrt((x - 0.1) ** 2 + (y - 1.6) ** 2 + z * z) - 2.35
  if (far > 0.5) return far
  return Math.min(body(x, y, z), hairs(x, y, z), blanket(x, y, z), eyes(x, y, z))
}

function body(x: number, y: number, z: number): number {
  let all = ellipsoid(x, y - 1.62, z, 1.08, 0.5, 0.42)
  all = smoothMin(all, ellipsoid(x - 0.72, y - 1.7, z, 0.45, 0.48, 0.36), 0.2)
  all = smoothMin(all, ellipsoid(x + 0.75, y - 1.68, z, 0.45, 0.46, 0.38), 0.2)
  all = smoothMin(all, capsule(x, y, z, [0.85, 1.85, 0], [1.2, 2.72, 0], 0.25), 0.22)
  all = smoothMin(all, capsule(x, y, z, [1.22, 2.78, 0], [1.72, 2.42, 0], 0.19), 0.12)
  all = smoothMin(all, sphere(x - 1.76, y - 2.38, z, 0.19), 0.08)
  const az = Math.abs(z)
  all = smoothMin(all, capsule(x, y, az, [1.12, 2.9, 0.1], [1.1, 3.1, 0.13], 0.055), 0.06)
  return smoothMin(all, legs(x, y, z), 0.14)
}

function legs(x: number, y: number, z: number): number {
  const az = Math.abs(z)
  // Front and hind legs of either side stand a little apart, as carved.
  const step = z > 0 ? 0.1 : -0.1
  const front = smoothMin(
    capsule(x, y, az, [0.72, 1.45, 0.2], [0.78 + step, 0.75, 0.22], 0.17),
    capsule(x, y, az, [0.78 + step, 0.75, 0.22], [0.78 + 1.6 * step, 0.12, 0.23], 0.125),
    0.08,
  )
  const hind = smoothMin(
    capsule(x, y, az, [-0.78, 1.45, 0.2], [-0.92 - step, 0.78, 0.22], 0.18),
    capsule(x, y, az, [-0.92 - step, 0.78, 0.22], [-0.82 - 1.6 * step, 0.12, 0.23], 0.125),
    0.08,
  )
  return Math.min(front, hind)
}

/** Mane and tail, in strands. */
function hairs(x: number, y: number, z: number): number {
  const strands = 0.018 * Math.sin(24 * y + 9 * x) * Math.cos(30 * z + 5 * y)
  let all = capsule(x, y, z, [1.28, 3.02, 0], [1.0, 2.96, 0], 0.1)
  all = smoothMin(all, capsule(x, y, z, [0.98, 2.92, 0], [0.6, 2.12, 0], 0.12), 0.1)
  all = smoothMin(all, capsule(x, y, z, [1.3, 3.0, 0], [1.45, 2.78, 0], 0.06), 0.06)
  let tail = capsule(x, y, z, [-1.1, 1.92, 0], [-1.5, 1.75, 0], 0.11)
  tail = smoothMin(tail, capsule(x, y, z, [-1.5, 1.75, 0], [-1.72, 0.95, 0], 0.15), 0.1)
  tail = smoothMin(tail, capsule(x, y, z, [-1.72, 0.95, 0], [-1.66, 0.62, 0], 0.07), 0.1)
  return Math.min(all, tail) + strands
}

function blanket(x: number, y: number, z: number): number {
  const cloth = ellipsoid(x, y - 1.62, z, 1.12, 0.545, 0.465)
  return Math.max(cloth, Math.abs(x + 0.02) - 0.42, 1.42 - y)
}

function eyes(x: number, y: number, z: number): number {
  return sphere(x - 1.34, y - 2.76, Math.abs(z) - 0.165, 0.048)
}

function material([x, y, z]: Vector): Material {
  const nearest = 0.012
  if (y < nearest) return floor(x, z)
  if (eyes(x, y, z) <= nearest) return { colour: [0.012, 0.01, 0.01], roughness: 0.1, gloss: 0.05 }
  if (blanket(x, y, z) <= nearest) {
    const edge = Math.min(0.42 - Math.abs(x + 0.02), y - 1.42)
    const dots = Math.hypot(((x + 10) % 0.21) - 0.105, ((y + 10) % 0.21) - 0.105) < 0.045
    return { colour: edge < 0.07 || dots ? trim : paint, roughness: 0.55, gloss: 0.04 }
  }
  if (hairs(x, y, z) <= nearest) return { colour: mane, roughness: 0.7, gloss: 0.03 }
  if (y < 0.2) return { colour: mane, roughness: 0.4, gloss: 0.04 }
  const grain = Math.sin(16 * (y + 0.25 * Math.sin(2.3 * x)) + 9 * z + 1.5 * Math.sin(5 * x))
  const share = 0.5 * smoothStep(0.5, 1, grain) + 0.1 * Math.sin(60 * y + 11 * x)
  return { colour: mix(wood, darkWood, Math.max(0, share)), roughness: 0.45, gloss: 0.045 }
}

/** Weathered planks, each of its own tone. */
function floor(x: number, z: number): Material {
  const plank = Math.floor((z + 50) / 0.85)
  const gap = smoothStep(0.03, 0.012, Math.abs(((z + 50) % 0.85) - 0.425) > 0.395 ? 0 : 1)
  const tone = planks[plank % planks.length] ?? white
  const grain = 0.5 + 0.5 * Math.sin(90 * z + 6 * Math.sin(1.7 * x + plank) + 2 * Math.sin(7 * x))
  return {
    colour: mix(mix(tone, scaled(tone, 0.6), 0.5 * grain), [0.03, 0.025, 0.02], gap),
    roughness: 0.9,
    gloss: 0.02,
  }
}

interface Blot {
  x: number
  y: number
  radius: number
  tint: Vector
}

/** Leaves and flowers of the garden, far out of focus; lamps of the portrait lie as evenly. */
const blots = Array.from({ length: 70 }, (_, i): Blot => {
  const turn = (k: number) => ((i + 1) * k) % 1
  const tints = ['#4f7d3a', '#8fb85a', '#2f5530', '#d8d98a', '#c4607c', '#e8e2c8'].map(colour)
  return {
    x: 0.9 * (turn(0.618034) - 0.5),
    y: 0.55 * (turn(0.754878) - 0.3),
    radius: 0.014 + 0.03 * turn(0.56984),
    tint: tints[i % tints.length] ?? white,
  }
})

function sky(direction: Vector, blur: number): Vector {
  if (direction[2] > -0.2) {
    const key = unit([-0.5, 0.9, 0.8])
    const facing = Math.max(0.01, dot(direction, key))
    const side = Math.abs(dot(direction, unit(cross(key, [0, 1, 0])))) / facing
    const soft = 0.03 + 0.6 * blur
    const box = facing > 0.02 ? 2.4 * smoothStep(0.5 + soft, 0.5 - soft, side) : 0
    return [box + 0.25, box + 0.28, box + 0.3]
  }
  const [x, y] = [direction[0] / -direction[2], direction[1] / -direction[2]]
  let light: Vector = mix(colour('#35502c'), colour('#b9cfa0'), smoothStep(-0.15, 0.22, y + 0.04 * Math.sin(17 * x)))
  for (const { x: left, y: up, radius, tint } of blots) {
    const disc = smoothStep(radius * 1.2, radius * 0.8, Math.hypot(x - left, y - up))
    light = mix(light, tint, 0.55 * disc)
  }
  return add([0, 0, 0], light, 0.95)
}
