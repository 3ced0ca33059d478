import type { Material, Scene } from './march.ts'
import { capsule, ellipsoid } from './shapes.ts'
import { add, colour, cross, dot, mix, scaled, smoothMin, smoothStep, unit, type Vector } from './vector.ts'

/** Height and radius of the vase's outline, from foot to lip. */
const outline: readonly (readonly [number, number])[] = [
  [0, 0.4],
  [0.12, 0.46],
  [0.45, 0.66],
  [0.85, 0.75],
  [1.2, 0.66],
  [1.5, 0.4],
  [1.72, 0.24],
  [1.95, 0.21],
  [2.12, 0.29],
]
const lip = 2.12
const teal = colour('#0b7285')
const deep = colour('#08405a')
const cream = colour('#f1e4cf')
const wall = colour('#d59078')

interface Leaf {
  centre: Vector
  along: Vector
  across: Vector
  normal: Vector
  size: number
}
interface Twig {
  points: Vector[]
  leaves: Leaf[]
  /** A ball that holds it all, so that most distances need only one look. */
  centre: Vector
  radius: number
}

const twigs = [
  twig([0.02, 1.6, 0], [-0.85, 3.75, 0.15], -0.35, 11),
  twig([0, 1.6, 0.03], [0.18, 4.25, -0.1], 0.12, 13),
  twig([-0.02, 1.6, -0.02], [1.05, 3.45, 0.1], 0.4, 10),
]

/** A glazed vase with three twigs of eucalyptus on a seamless backdrop. */
export const vase: Scene = {
  distance: (x, y, z) => Math.min(studio(y, z), plantAndVase(x, y, z)),
  material,
  sky: softboxes,
  ambient: [0.5, 0.49, 0.49],
  lights: [
    { towards: [-0.75, 1.1, 0.75], colour: [0.98, 0.93, 0.86], hardness: 3 },
    { towards: [0.9, 0.6, 0.5], colour: [0.13, 0.14, 0.17], hardness: 2 },
  ],
  camera: { from: [0, 2.3, 10.5], to: [0.06, 2.06, 0], zoom: 3.9 },
}

/** Floor and wall, joined by a wide curve. */
function studio(y: number, z: number): number {
  return smoothMin(y, z + 3.4, 3)
}

function plantAndVase(x: number, y: number, z: number): number {
  const near = Math.max(Math.sqrt(x * x + (y - 2) * (y - 2) + z * z) - 2.75, Math.abs(z) - 0.85)
  if (near > 1) return near
  return Math.min(body(x, y, z), plant(x, y, z))
}

function body(x: number, y: number, z: number): number {
  const far = Math.max(Math.sqrt(x * x + z * z) - 0.8, y - lip)
  if (far > 0.9) return far
  const flutes = 0.008 * Math.cos(22 * Math.atan2(z, x)) * smoothStep(0.05, 0.4, y) * smoothStep(1.6, 1.2, y)
  const radius = radiusAt(Math.min(lip, Math.max(0, y))) + flutes
  const side = (Math.abs(Math.sqrt(x * x + z * z) - radius + 0.03) - 0.03) * 0.72
  const solid = (Math.sqrt(x * x + z * z) - radius) * 0.72
  const walls = y < 1.3 ? solid : side
  const ends = Math.max(y - lip, -y)
  return smoothMax(walls, ends, 0.04)
}

function smoothMax(a: number, b: number, radius: number): number {
  return -smoothMin(-a, -b, radius)
}

function radiusAt(y: number): number {
  let i = 1
  while (i < outline.length - 1 && (outline[i]?.[0] ?? 0) < y) i++
  const point = (k: number) => outline[Math.min(outline.length - 1, Math.max(0, k))] ?? [0, 0]
  const [y0, r0] = point(i - 1)
  const [y1, r1] = point(i)
  const slope = (a: number, b: number) => (point(b)[1] - point(a)[1]) / Math.max(1e-6, point(b)[0] - point(a)[0])
  const span = y1 - y0
  const t = (y - y0) / span
  const m0 = slope(i - 2, i) * span
  const m1 = slope(i - 1, i + 1) * span
  return (
    (2 * t ** 3 - 3 * t ** 2 + 1) * r0 +
    (t ** 3 - 2 * t ** 2 + t) * m0 +
    (3 * t ** 2 - 2 * t ** 3) * r1 +
    (t ** 3 - t ** 2) * m1
  )
}

function twig(from: Vector, to: Vector, bend: number, count: number): Twig {
  const at = (t: number): Vector => {
    const lean = bend * Math.sin(Math.PI * t)
    return [
      from[0] + (to[0] - from[0]) * t * t - lean * 0.4,
      from[1] + (to[1] - from[1]) * t,
      from[2] + (to[2] - from[2]) * t,
    ]
  }
  const points = Array.from({ length: 9 }, (_, i) => at(i / 8))
  const leaves = Array.from({ length: count }, (_, i): Leaf => {
    const t = 0.38 + (0.64 * (i + 0.5)) / count
    const tangent = unit(add(at(t + 0.01), at(t - 0.01), -1))
    const side = i % 2 === 0 ? 1 : -1
    const turn = i * 1.1 + bend * 4
    const outward = unit([side * Math.cos(turn * 0.35), 0.15, 0.75 * Math.sin(turn)])
    const along = unit(add(scaled(tangent, 0.55), outward))
    const normal = unit(add(cross(along, tangent), [0.1, 0.25, 0.5]))
    const across = unit(cross(normal, along))
    const size = 0.27 - 0.14 * t + 0.03 * Math.sin(i * 2.7)
    return {
      centre: add(at(Math.min(1, t)), along, size * 0.95),
      along,
      across,
      normal: unit(cross(along, across)),
      size,
    }
  })
  const centre = at(0.6)
  const reach = (point: Vector) => Math.hypot(point[0] - centre[0], point[1] - centre[1], point[2] - centre[2])
  const radius = Math.max(...points.map(reach), ...leaves.map((leaf) => reach(leaf.centre) + leaf.size))
  return { points, leaves, centre, radius }
}

function plant(x: number, y: number, z: number): number {
  let nearest = 9
  for (const { points, leaves, centre, radius } of twigs) {
    const far = Math.sqrt((x - centre[0]) ** 2 + (y - centre[1]) ** 2 + (z - centre[2]) ** 2) - radius
    if (far > 0.6) {
      nearest = Math.min(nearest, far)
      continue
    }
    for (let i = 1; i < points.length; i++) {
      nearest = Math.min(
        nearest,
        capsule(x, y, z, points[i - 1] ?? [0, 0, 0], points[i] ?? [0, 0, 0], 0.021 - 0.0013 * i),
      )
    }
    for (const leaf of leaves) nearest = Math.min(nearest, leafDistance(leaf, x, y, z))
  }
  return nearest
}

function leafDistance({ centre, along, across, normal, size }: Leaf, x: number, y: number, z: number): number {
  const px = x - centre[0]
  const py = y - centre[1]
  const pz = z - centre[2]
  const far = Math.sqrt(px * px + py * py + pz * pz) - size * 1.1
  if (far > 0.25) return far
  const u = px * along[0] + py * along[1] + pz * along[2]
  const v = px * across[0] + py * across[1] + pz * across[2]
  const w = px * normal[0] + py * normal[1] + pz * normal[2] + 0.25 * size * (u / size) ** 2
  return ellipsoid(u, v, w, size, size * (0.62 - 0.16 * (u / size)), 0.02) * 0.75
}

function material(point: Vector, normal: Vector): Material {
  const [x, y, z] = point
  if (studio(y, z) < plantAndVase(x, y, z)) return { colour: wall, roughness: 1, gloss: 0 }
  if (plant(x, y, z) < body(x, y, z)) {
    const vein = smoothStep(0.2, 1, Math.abs(normal[1]))
    const green = mix(colour('#4f7f6a'), colour('#9dbb9c'), 0.35 + 0.4 * vein + 0.15 * Math.sin(7 * y + 5 * x))
    return { colour: green, roughness: 0.55, gloss: 0.03 }
  }
  const angle = Math.atan2(z, x)
  const dip = 1.28 + 0.05 * Math.sin(3 * angle + 0.6) + 0.025 * Math.sin(7 * angle)
  if (y > dip) return { colour: scaled(cream, 0.95), roughness: 0.6, gloss: 0.03 }
  const pool = smoothStep(dip - 0.5, dip, y)
  return { colour: mix(deep, teal, 0.35 + 0.65 * pool), roughness: 0.08, gloss: 0.055 }
}

/** Two softboxes and a dim room, for reflections. */
function softboxes(direction: Vector, blur: number): Vector {
  const soft = 0.02 + 0.5 * blur
  const box = (centre: Vector, halfWidth: number, halfHeight: number): number => {
    const forward = unit(centre)
    const facing = dot(direction, forward)
    if (facing <= 0) return 0
    const right = unit(cross(forward, [0, 1, 0]))
    const up = cross(right, forward)
    const u = Math.abs(dot(direction, right)) / facing
    const v = Math.abs(dot(direction, up)) / facing
    return smoothStep(halfWidth + soft, halfWidth - soft, u) * smoothStep(halfHeight + soft, halfHeight - soft, v)
  }
  const strength = 3.2 * box([-1, 0.75, 0.9], 0.28, 0.62) + 1.3 * box([1.2, 0.45, 0.35], 0.12, 0.7)
  const room = 0.28 + 0.2 * direction[1]
  return [strength + room, strength * 0.97 + room, strength * 0.93 + room * 0.98]
}
