import { add, cross, dot, mix, scaled, times, unit, type Vector } from './vector.ts'

/** How a surface looks at a point. */
export interface Material {
  colour: Vector
  /** 0 is a mirror, 1 is chalk. */
  roughness: number
  /** Reflection at right angles, 0 to 1; about 0.04 for glaze, plastic and skin. */
  gloss: number
}

/** All that a picture is rendered from. */
export interface Scene {
  /** Signed distance to the nearest surface. */
  distance: (x: number, y: number, z: number) => number
  material: (point: Vector, normal: Vector) => Material
  /** Light that comes from far away, by direction; `blur` is the roughness of the surface that reflects it. */
  sky: (direction: Vector, blur: number) => Vector
  lights: Light[]
  camera: Camera
  /** Brightness of the soft light from all around. */
  ambient: Vector
}

export interface Light {
  towards: Vector
  colour: Vector
  /** Larger is a harder shadow, 0 is none. */
  hardness: number
}

export interface Camera {
  from: Vector
  to: Vector
  /** Focal length in half picture heights. */
  zoom: number
}

const farthest = 30

/** Renders linear light, three floats a pixel; edges are sampled 16 times, the rest once. */
export function render(scene: Scene, width: number, height: number): Float32Array {
  const light = new Float32Array(width * height * 3)
  const look = cameraOf(scene.camera, width, height)
  const sample = (x: number, y: number) => trace(scene, scene.camera.from, look(x, y), 1)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) light.set(sample(x + 0.5, y + 0.5), (y * width + x) * 3)
  }
  const rough = light.slice()
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isEdge(rough, width, height, x, y)) continue
      let sum: Vector = [0, 0, 0]
      for (let k = 0; k < 16; k++) {
        sum = add(sum, shown(sample(x + ((k % 4) + 0.5) / 4, y + (Math.floor(k / 4) + 0.5) / 4)), 1 / 16)
      }
      light.set(unshown(sum), (y * width + x) * 3)
    }
  }
  return light
}

/** From linear light to 0 to 1 on screen: bright light is rolled off softly. */
export function shown(light: Vector): Vector {
  const channel = (value: number) => (1 - Math.exp(-1.4 * Math.max(0, value))) ** (1 / 2.2)
  return [channel(light[0]), channel(light[1]), channel(light[2])]
}

/** Edges are averaged as shown on screen, so that a highlight does not eat the edge; this goes back. */
function unshown(screen: Vector): Vector {
  const channel = (value: number) => -Math.log(1 - Math.min(0.9999, value) ** 2.2) / 1.4
  return [channel(screen[0]), channel(screen[1]), channel(screen[2])]
}

function isEdge(light: Float32Array, width: number, height: number, x: number, y: number): boolean {
  const at = (nx: number, ny: number): Vector => {
    const i = (Math.min(height - 1, Math.max(0, ny)) * width + Math.min(width - 1, Math.max(0, nx))) * 3
    return shown([light[i] ?? 0, light[i + 1] ?? 0, light[i + 2] ?? 0])
  }
  const here = at(x, y)
  const neighbours = [at(x - 1, y), at(x + 1, y), at(x, y - 1), at(x, y + 1)]
  return neighbours.some((other) => other.some((value, c) => Math.abs(value - (here[c] ?? 0)) > 0.02))
}

function cameraOf({ from, to, zoom }: Camera, width: number, height: number): (x: number, y: number) => Vector {
  const forward = unit(add(to, from, -1))
  const right = unit(cross(forward, [0, 1, 0]))
  const up = cross(right, forward)
  return (x, y) => {
    const u = (2 * x - width) / height
    const v = (height - 2 * y) / height
    return unit(add(add(scaled(forward, zoom), right, u), up, v))
  }
}

function trace(scene: Scene, from: Vector, direction: Vector, bounces: number): Vector {
  const t = march(scene, from, direction)
  if (t === undefined) return scene.sky(direction, 0)
  const point = add(from, direction, t)
  const normal = normalAt(scene, point)
  const { colour, roughness, gloss } = scene.material(point, normal)
  let light = times(scene.ambient, scaled(colour, (0.75 + 0.25 * normal[1]) * openness(scene, point, normal)))
  for (const lamp of scene.lights) {
    const towards = unit(lamp.towards)
    const facing = dot(normal, towards)
    if (facing <= 0) continue
    const lit = facing * shadow(scene, add(point, normal, 0.004), towards, lamp.hardness)
    light = add(light, times(colour, lamp.colour), lit)
  }
  if (gloss === 0) return light
  const mirrored = add(direction, normal, -2 * dot(direction, normal))
  const grazing = (1 - Math.max(0, -dot(direction, normal))) ** 5
  const strength = (gloss + (1 - gloss) * grazing * (1 - roughness)) * (1 - 0.6 * roughness)
  const seen =
    bounces > 0 && roughness < 0.4
      ? trace(scene, add(point, normal, 0.006), mirrored, bounces - 1)
      : scaled(scene.sky(mirrored, roughness), openness(scene, point, normal))
  return mix(light, add(light, seen), strength)
}

function march(scene: Scene, from: Vector, direction: Vector): number | undefined {
  let t = 0.01
  for (let step = 0; step < 220; step++) {
    const distance = scene.distance(from[0] + direction[0] * t, from[1] + direction[1] * t, from[2] + direction[2] * t)
    if (distance < 0.0004 * (1 + t)) return t
    t += distance * 0.9
    if (t > farthest) return undefined
  }
  return t
}

function normalAt({ distance }: Scene, [x, y, z]: Vector): Vector {
  const e = 0.0008
  const dx = distance(x + e, y, z) - distance(x - e, y, z)
  const dy = distance(x, y + e, z) - distance(x, y - e, z)
  const dz = distance(x, y, z + e) - distance(x, y, z - e)
  return unit([dx, dy, dz + 1e-12])
}

/** Share of a broad light that is visible: the narrowest gap on the way, by angle. */
function shadow({ distance }: Scene, from: Vector, towards: Vector, hardness: number): number {
  if (hardness === 0) return 1
  let visible = 1
  let t = 0.02
  for (let step = 0; step < 110 && t < 9; step++) {
    const gap = distance(from[0] + towards[0] * t, from[1] + towards[1] * t, from[2] + towards[2] * t)
    visible = Math.min(visible, 0.5 + (0.5 * hardness * gap) / t)
    if (visible <= 0) return 0
    t += Math.min(0.14, Math.max(0.02, gap * 0.6))
  }
  return visible * visible * (3 - 2 * visible)
}

/** Share of the sky that is not hidden by what is near, from a few steps along the normal. */
function openness({ distance }: Scene, point: Vector, normal: Vector): number {
  let hidden = 0
  for (let k = 1; k <= 6; k++) {
    const reach = 0.04 * k * k * 0.6
    const [x, y, z] = add(point, normal, reach)
    hidden += Math.max(0, reach - distance(x, y, z)) / (reach * (1 + k * 0.35))
  }
  return Math.max(0.08, 1 - 0.38 * hidden)
}
