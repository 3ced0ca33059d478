/** Signed distances, in scene units, of a point to simple shapes; negative inside. */

export function sphere(x: number, y: number, z: number, radius: number): number {
  return Math.sqrt(x * x + y * y + z * z) - radius
}

/** An ellipsoid about the origin. Only near its surface is the distance about right, which marching does not mind. */
export function ellipsoid(x: number, y: number, z: number, rx: number, ry: number, rz: number): number {
  const k = Math.sqrt((x / rx) ** 2 + (y / ry) ** 2 + (z / rz) ** 2)
  const g = Math.sqrt((x / (rx * rx)) ** 2 + (y / (ry * ry)) ** 2 + (z / (rz * rz)) ** 2)
  return g === 0 ? -Math.min(rx, ry, rz) : (k * (k - 1)) / g
}

/** A capsule from a to b. */
export function capsule(
  x: number,
  y: number,
  z: number,
  a: readonly [number, number, number],
  b: readonly [number, number, number],
  radius: number,
): number {
  const bx = b[0] - a[0]
  const by = b[1] - a[1]
  const bz = b[2] - a[2]
  const px = x - a[0]
  const py = y - a[1]
  const pz = z - a[2]
  const h = Math.min(1, Math.max(0, (px * bx + py * by + pz * bz) / (bx * bx + by * by + bz * bz)))
  return Math.sqrt((px - bx * h) ** 2 + (py - by * h) ** 2 + (pz - bz * h) ** 2) - radius
}

/** A ring in the plane y = 0. */
export function torus(x: number, y: number, z: number, radius: number, thickness: number): number {
  return Math.sqrt((Math.sqrt(x * x + z * z) - radius) ** 2 + y * y) - thickness
}
