import type { Material, Scene } from './march.ts'
import { capsule, ellipsoid, sphere, torus } from './shapes.ts'
import { colour, cross, dot, mix, scaled, smoothMin, smoothStep, unit, type Vector } from './vector.ts'

const skinColour = colour('#e8ab86')
const blush = colour('#d9806c')
const hairColour = colour('#3a2018')
const knit = colour('#e0a526')
const collar = colour('#f4efe6')
const white = colour('#f7f3ee')
const iris = colour('#4a6b4c')

/** A young woman with a bun in a yellow jumper before a blurred street by night. */
export const bust: Scene = {
  distance,
  material,
  sky,
  ambient: [0.5, 0.49, 0.52],
  lights: [
    { towards: [-0.8, 0.75, 1], colour: [0.92, 0.84, 0.76], hardness: 4 },
    { towards: [1, 0.35, -0.35], colour: [0.75, 0.5, 0.4], hardness: 4 },
    { towards: [0.7, 0.1, 0.9], colour: [0.16, 0.18, 0.24], hardness: 0 },
  ],
  camera: { from: [0.25, 0.35, 9], to: [0.0, -0.28, 0], zoom: 4.6 },
}

function distance(x: number, y: number, z: number): number {
  const far = Math.max(Math.sqrt(x * x + (y + 1) * (y + 1) + z * z) - 3.3, Math.abs(z) - 0.95)
  if (far > 0.5) return far
  const fromHead = Math.sqrt(x * x + (y - 0.35) ** 2 + z * z) - 1.25
  const fromClothes = Math.max(y + 0.75, Math.abs(x) - 1.7)
  const dressed = fromClothes > 0.35 ? fromClothes : clothes(x, y, z)
  if (fromHead > 0.35) return Math.min(dressed, fromHead, skin(x, y, z))
  return Math.min(dressed, skin(x, y, z), hair(x, y, z), eyes(x, y, z), face(x, y, z))
}

/** Head, ears, nose, lids and neck. */
function skin(x: number, y: number, z: number): number {
  const ax = Math.abs(x)
  let head = ellipsoid(x, y - 0.12, z, 0.62, 0.74, 0.66)
  head = smoothMin(head, ellipsoid(x, y + 0.36, z - 0.16, 0.42, 0.42, 0.42), 0.35)
  head = smoothMin(head, sphere(ax - 0.3, y + 0.2, z - 0.42, 0.2), 0.22)
  head = smoothMin(head, capsule(x, y, z, [0, 0.02, 0.68], [0, -0.17, 0.8], 0.055), 0.14)
  head = smoothMin(head, sphere(ax - 0.055, y + 0.18, z - 0.73, 0.045), 0.07)
  head = smoothMin(head, capsule(ax, y, z, [0.12, 0.27, 0.62], [0.4, 0.25, 0.5], 0.03), 0.12)
  const ears = ellipsoid(ax - 0.63, y + 0.02, z + 0.02, 0.075, 0.17, 0.11)
  head = smoothMin(head, ears, 0.05)
  head = -smoothMin(-head, sphere(ax - 0.235, y - 0.055, z - 0.56, 0.145), 0.05)
  const neck = capsule(x, y, z, [0, -0.5, -0.08], [0, -1.3, -0.14], 0.27)
  return smoothMin(head, neck, 0.18)
}

/** A parted fringe, the back of the head and a bun, with strands. */
function hair(x: number, y: number, z: number): number {
  const strands = 0.012 * Math.sin(34 * Math.atan2(z + 0.1, x - 0.1) + 5 * y)
  let cap = ellipsoid(x, y - 0.3, z + 0.12, 0.72, 0.72, 0.74)
  const opening = ellipsoid(x + 0.03, y + 0.2, z - 0.78, 0.74, 0.88, 0.78)
  cap = Math.max(cap, -opening)
  const part = Math.max(0, 0.05 - Math.abs(x - 0.16)) * smoothStep(0.5, 0.9, y)
  cap = cap + 0.5 * part
  const locks = capsule(Math.abs(x), y, z, [0.6, 0.3, 0.22], [0.62, -0.1, 0.2], 0.04)
  const bunStrands = 0.02 * Math.sin(16 * Math.atan2(x - 0.05, y - 1.12) + 22 * Math.hypot(x - 0.05, y - 1.12))
  const bun = ellipsoid(x - 0.05, y - 1.12, z + 0.25, 0.36, 0.31, 0.34) + bunStrands
  return Math.min(smoothMin(smoothMin(cap, locks, 0.14), bun, 0.08) + strands, 9) * 0.8
}

function eyes(x: number, y: number, z: number): number {
  return sphere(Math.abs(x) - 0.235, y - 0.055, z - 0.535, 0.132)
}

/** Brows and mouth, which stand a little out of the skin. */
function face(x: number, y: number, z: number): number {
  const ax = Math.abs(x)
  const brow = capsule(ax, y, z, [0.13, 0.325, 0.65], [0.37, 0.31, 0.56], 0.019)
  const curve = y + 0.39 - 2.6 * ax * ax
  const upper = ellipsoid(x, curve - 0.016, z - 0.59, 0.21, 0.024, 0.06)
  const lower = ellipsoid(x, curve + 0.026, z - 0.585, 0.18, 0.034, 0.07)
  return Math.min(brow, smoothMin(upper, lower, 0.012)) * 0.8
}

/** Shoulders and arms under a ribbed jumper with a rolled collar. */
function clothes(x: number, y: number, z: number): number {
  const ax = Math.abs(x)
  let body = capsule(ax, y, z, [0.35, -1.5, -0.16], [0.95, -1.68, -0.16], 0.36)
  body = smoothMin(body, ellipsoid(x, y + 2.6, z + 0.12, 1.02, 1.5, 0.62), 0.35)
  body = smoothMin(body, capsule(ax, y, z, [1.05, -1.75, -0.16], [1.25, -3.4, -0.05], 0.32), 0.2)
  const ribs = 0.011 * Math.sin(30 * x + 2.5 * Math.sin(18 * y)) * Math.sin(18 * y)
  return Math.min(body + ribs, roll(x, y, z)) * 0.85
}

function roll(x: number, y: number, z: number): number {
  const ribs = 0.012 * Math.sin(40 * Math.atan2(z, x))
  return smoothMin(torus(x, y + 1.0, z + 0.11, 0.33, 0.1), torus(x, y + 1.14, z + 0.13, 0.37, 0.12), 0.06) + ribs
}

function material(point: Vector, normal: Vector): Material {
  const [x, y, z] = point
  const nearest = distance(x, y, z) + 0.001
  if (eyes(x, y, z) <= nearest) return eye(x, y, z)
  if (face(x, y, z) <= nearest) {
    return y > 0.1
      ? { colour: hairColour, roughness: 0.8, gloss: 0.02 }
      : { colour: colour('#b9474a'), roughness: 0.35, gloss: 0.04 }
  }
  if (hair(x, y, z) <= nearest) {
    const shine = 0.5 + 0.5 * Math.sin(60 * Math.atan2(z + 0.1, x) + 9 * y)
    return { colour: mix(hairColour, colour('#6b3d28'), 0.5 * shine * shine), roughness: 0.45, gloss: 0.05 }
  }
  if (clothes(x, y, z) <= nearest) {
    return { colour: roll(x, y, z) * 0.85 <= nearest ? mix(knit, collar, 0.12) : knit, roughness: 1, gloss: 0 }
  }
  const cheek = Math.exp(-(((Math.abs(x) - 0.36) / 0.16) ** 2) - ((y + 0.2) / 0.14) ** 2) * smoothStep(0, 0.5, z)
  const tip = Math.exp(-((x / 0.1) ** 2) - ((y + 0.16) / 0.1) ** 2) * smoothStep(0.6, 0.75, z)
  const tone = mix(skinColour, blush, Math.min(0.7, 0.6 * cheek + 0.4 * tip + 0.15 * Math.max(0, -normal[1])))
  return { colour: tone, roughness: 0.5, gloss: 0.028 }
}

function eye(x: number, y: number, z: number): Material {
  const side = Math.sign(x)
  const looks = unit([side * 0.02 + 0.03, 0, 1])
  const out = unit([x - side * 0.235, y - 0.055, z - 0.535])
  const away = Math.acos(Math.min(1, dot(out, looks)))
  const lid = out[1] - 0.42 + 0.25 * out[0] * out[0]
  if (lid > 0.13) return { colour: mix(skinColour, blush, 0.45), roughness: 0.6, gloss: 0.02 }
  if (lid > 0) return { colour: scaled(hairColour, 0.5), roughness: 0.8, gloss: 0.02 }
  if (away < 0.3) return { colour: [0.012, 0.01, 0.01], roughness: 0.05, gloss: 0.05 }
  if (away < 0.52)
    return { colour: mix(iris, scaled(iris, 0.25), smoothStep(0.42, 0.52, away)), roughness: 0.05, gloss: 0.05 }
  return { colour: scaled(white, 0.85), roughness: 0.1, gloss: 0.05 }
}

interface Lamp {
  x: number
  y: number
  radius: number
  tint: Vector
}

/** Lamps of the street, far out of focus. Numbers from the golden ratio lie evenly without a pattern. */
const lamps = Array.from({ length: 46 }, (_, i): Lamp => {
  const turn = (k: number) => ((i + 1) * k) % 1
  const tints = ['#ffc24f', '#8fd3c8', '#fff0b8', '#6fb4f0', '#e86fa8'].map(colour)
  return {
    x: 0.62 * (turn(0.618034) - 0.5),
    y: 0.5 * (turn(0.754878) - 0.42),
    radius: 0.012 + 0.022 * turn(0.56984),
    tint: tints[i % tints.length] ?? white,
  }
})

/** The street behind her where the camera looks, softboxes where her eyes and hair reflect. */
function sky(direction: Vector, blur: number): Vector {
  if (direction[2] > -0.2) {
    const key = unit([-0.8, 0.6, 0.9])
    const right = unit(cross(key, [0, 1, 0]))
    const up = cross(right, key)
    const facing = Math.max(0.01, dot(direction, key))
    const soft = 0.03 + 0.6 * blur
    const u = smoothStep(0.3 + soft, 0.3 - soft, Math.abs(dot(direction, right)) / facing)
    const v = smoothStep(0.4 + soft, 0.4 - soft, Math.abs(dot(direction, up)) / facing)
    const box = facing > 0.02 ? 3 * u * v : 0
    return [box + 0.2, box + 0.2, box + 0.22]
  }
  const x = direction[0] / -direction[2]
  const y = direction[1] / -direction[2]
  const dusk = mix(colour('#4f93ad'), colour('#1d2f5c'), smoothStep(-0.2, 0.2, y))
  let light = mix(
    colour('#1f2b45'),
    dusk,
    smoothStep(-0.22, -0.06, y + 0.03 * Math.sin(31 * x) + 0.02 * Math.sin(77 * x)),
  )
  for (const lamp of lamps) {
    const away = Math.hypot(x - lamp.x, y - lamp.y)
    const disc = smoothStep(lamp.radius * 1.5, lamp.radius * 0.6, away) * (0.65 + 0.35 * (away / lamp.radius) ** 2)
    const strength = 0.2 * smoothStep(0.26, -0.02, Math.abs(lamp.y))
    light = mix(light, scaled(lamp.tint, 1.3), disc * strength)
  }
  return scaled(light, 0.9)
}
