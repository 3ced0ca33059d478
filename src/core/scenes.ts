/**
 * Backdrops that are reckoned and not photographed: places of one colour, with light in them. Each says how much linear light of its colour there is at every
 * place of a canvas of any shape.
 */
export interface Scene {
  kind: 'scene'
  scene: SceneName
  /** sRGB as `#rrggbb`: what the lit part of it looks like. */
  colour: string
}

export const sceneNames = ['paper', 'pool', 'table', 'window', 'mesh', 'horizon'] as const
export type SceneName = (typeof sceneNames)[number]

/** Linear red, green and blue, 0 to 1. */
export type Light = readonly [number, number, number]

/** Puts the light of a place into three numbers, which may be above 1; `u` and `v` are shares of the canvas's width and height. */
export type SceneLight = (u: number, v: number, into: Float64Array) => void

/** The light of a scene of this colour on a canvas of these proportions. */
export function sceneLight(
  name: SceneName,
  colour: Light,
  { width, height }: { width: number; height: number },
): SceneLight {
  const shorter = Math.min(width, height)
  // From the middle, in shares of the shorter side: what is round stays round.
  const [across, down] = [width / shorter, height / shorter]
  if (name === 'mesh') return mesh(colour)
  if (name === 'horizon') return horizon(colour)
  const share = shares[name]
  return (u, v, into) => {
    const factor = share((u - 0.5) * across, (v - 0.5) * down, v)
    for (let channel = 0; channel < 3; channel += 1) into[channel] = (colour[channel] ?? 0) * factor
  }
}

type Share = (x: number, y: number, v: number) => number

/** A sheet of paper that hangs down a wall and runs out over the table, lit from the front. */
const paper: Share = (x, y, v) => {
  const bend = step(0.6, 0.82, v)
  const wall = 0.8 + 0.16 * step(0, 0.6, v)
  const floor = 1.02 - 0.14 * step(0.8, 1, v)
  const shade = 0.06 * bell((v - 0.71) / 0.08)
  return (wall + bend * (floor - wall) - shade) * (0.86 + 0.17 * disc(x, y + 0.05, 0.75))
}

/** A wall with one round light on it. */
const pool: Share = (x, y) => 0.3 + 0.74 * disc(x, y + 0.04, 0.48)

/** A table before a wall: its edge catches the light. */
const table: Share = (x, y, v) => {
  const edge = 0.7
  const wall = 0.5 + 0.3 * disc(x + 0.25, y + 0.3, 0.7) - 0.12 * Math.exp(-Math.max(0, edge - v) / 0.06)
  const top = 1.02 - 0.3 * step(edge, 1, v) + 0.08 * bell((v - edge - 0.006) / 0.006)
  return wall + step(edge - 0.002, edge + 0.002, v) * (top * (0.9 + 0.1 * bell(x / 0.6)) - wall)
}

/** Evening sun through a window of four panes, on the wall across. */
const windowLight: Share = (x, y) => {
  const [right, up] = [x + 0.35 * y - 0.02, y + 0.22 * x + 0.03]
  const pane = (at: number, from: number, to: number) =>
    step(from - 0.025, from + 0.025, at) * (1 - step(to - 0.025, to + 0.025, at))
  const columns = pane(right, -0.36, -0.02) + pane(right, 0.03, 0.37)
  const rows = pane(up, -0.4, -0.03) + pane(up, 0.02, 0.38)
  return 0.52 + 0.1 * disc(x, y, 0.9) + 0.44 * columns * rows
}

const shares = { paper, pool, table, window: windowLight } as const satisfies Partial<Record<SceneName, Share>>

/** Four lights of related colours that run into each other. */
function mesh(colour: Light): SceneLight {
  const corners = [
    { u: 0.05, v: 0.1, light: turnedHue(colour, -18, 1) },
    { u: 0.95, v: 0.05, light: mixed(colour, [1, 1, 1], 0.45) },
    { u: 0.1, v: 0.95, light: turnedHue(colour, 26, 0.55) },
    { u: 0.9, v: 0.9, light: colour },
  ] as const
  return (u, v, into) => {
    into.fill(0)
    let sum = 0
    for (const corner of corners) {
      const weight = disc(u - corner.u, v - corner.v, 0.5) + 1e-6
      sum += weight
      for (let channel = 0; channel < 3; channel += 1)
        into[channel] = (into[channel] ?? 0) + weight * (corner.light[channel] ?? 0)
    }
    for (let channel = 0; channel < 3; channel += 1) into[channel] = (into[channel] ?? 0) / sum
  }
}

/** A sky that grows brighter towards the ground, and still water that gives it back. */
function horizon(colour: Light): SceneLight {
  const line = 0.66
  const bright = mixed(colour, [1, 1, 1], 0.6)
  return (u, v, into) => {
    const water = step(line - 0.004, line + 0.012, v)
    const near = bell((v - line) / (v < line ? 0.3 : 0.16)) * (0.75 + 0.25 * bell((u - 0.5) / 0.5))
    const dark = 1 - water * (0.35 + 0.25 * step(line, 1, v))
    for (let channel = 0; channel < 3; channel += 1) {
      const own = 0.42 * (colour[channel] ?? 0)
      into[channel] = (own + near * ((bright[channel] ?? 0) - own)) * dark
    }
  }
}

function mixed(one: Light, other: Light, share: number): Light {
  const mix = (channel: 0 | 1 | 2) => one[channel] + share * (other[channel] - one[channel])
  return [mix(0), mix(1), mix(2)]
}

/** A colour whose hue is turned by so many degrees about grey, times so much light. */
function turnedHue([r, g, b]: Light, degrees: number, times: number): Light {
  const angle = (degrees * Math.PI) / 180
  // Rodrigues' rotation about the axis of equal red, green and blue.
  const [cos, sin] = [Math.cos(angle), Math.sin(angle) / Math.sqrt(3)]
  const grey = ((r + g + b) * (1 - cos)) / 3
  const kept = (value: number) => Math.max(0, value) * times
  return [
    kept(r * cos + (b - g) * sin + grey),
    kept(g * cos + (r - b) * sin + grey),
    kept(b * cos + (g - r) * sin + grey),
  ]
}

/** From 0 to 1 between two places, without a kink. */
function step(from: number, to: number, at: number): number {
  const t = Math.min(1, Math.max(0, (at - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

function bell(x: number): number {
  return Math.exp(-x * x)
}

/** A bell about a place that lies so far away, as wide as `reach`. */
function disc(x: number, y: number, reach: number): number {
  return Math.exp(-(x * x + y * y) / (reach * reach))
}
