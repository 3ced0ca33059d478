/** A point, a direction or a linear colour. */
export type Vector = readonly [number, number, number]

export function add(a: Vector, b: Vector, scale = 1): Vector {
  return [a[0] + b[0] * scale, a[1] + b[1] * scale, a[2] + b[2] * scale]
}

export function times(a: Vector, b: Vector): Vector {
  return [a[0] * b[0], a[1] * b[1], a[2] * b[2]]
}

export function scaled(a: Vector, scale: number): Vector {
  return [a[0] * scale, a[1] * scale, a[2] * scale]
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

export function unit(a: Vector): Vector {
  return scaled(a, 1 / Math.sqrt(dot(a, a)))
}

export function mix(a: Vector, b: Vector, share: number): Vector {
  return add(scaled(a, 1 - share), b, share)
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothStep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

/** The smaller of two distances, rounded off over `radius` where they meet. */
export function smoothMin(a: number, b: number, radius: number): number {
  const h = Math.max(0, radius - Math.abs(a - b)) / radius
  return Math.min(a, b) - h * h * radius * 0.25
}

/** A linear colour from a screen colour `#rrggbb`. */
export function colour(hex: string): Vector {
  const channel = (at: number) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2
  return [channel(1), channel(3), channel(5)]
}
