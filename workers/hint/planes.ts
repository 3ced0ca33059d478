/** Each square of `factor` cells as their mean, plane by plane. */
export function pooled(planes: Float32Array, side: number, factor: number): Float32Array {
  const [count, small] = [planes.length / (side * side), side / factor]
  const out = new Float32Array(count * small * small)
  for (let plane = 0; plane < count; plane++)
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++) {
        const at = (plane * small + Math.floor(row / factor)) * small + Math.floor(column / factor)
        out[at] = (out[at] ?? 0) + (planes[(plane * side + row) * side + column] ?? 0) / factor ** 2
      }
  return out
}

/** One plane of `side` squared cells with more of them, bilinear with half-cell centres. */
export function enlarged(plane: Float32Array, side: number, wanted: number): Float32Array {
  const out = new Float32Array(wanted * wanted)
  const axis = Array.from({ length: wanted }, (_, at) => {
    const place = Math.min(side - 1, Math.max(0, ((at + 0.5) * side) / wanted - 0.5))
    const cell = Math.min(side - 2, Math.floor(place))
    return { cell, share: place - cell }
  })
  for (const [row, down] of axis.entries())
    for (const [column, across] of axis.entries()) {
      const at = down.cell * side + across.cell
      const above = (plane[at] ?? 0) * (1 - across.share) + (plane[at + 1] ?? 0) * across.share
      const below = (plane[at + side] ?? 0) * (1 - across.share) + (plane[at + side + 1] ?? 0) * across.share
      out[row * wanted + column] = above + (below - above) * down.share
    }
  return out
}
