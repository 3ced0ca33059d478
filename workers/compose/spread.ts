/** 1 where any of the pixels within a square of `reach` to each side is 1. */
export function spread(flags: Uint8Array, width: number, reach: number): Uint8Array {
  return spreadDown(spreadAcross(flags, width, reach), width, reach)
}

/** 1 where any of the pixels within `reach` along the row is 1. */
function spreadAcross(flags: Uint8Array, width: number, reach: number): Uint8Array {
  const spread = new Uint8Array(flags.length)
  for (let start = 0; start < flags.length; start += width) {
    let last = Number.NEGATIVE_INFINITY
    for (let x = 0; x < width; x += 1) {
      if (flags[start + x] === 1) last = x
      if (x - last <= reach) spread[start + x] = 1
    }
    last = Number.POSITIVE_INFINITY
    for (let x = width - 1; x >= 0; x -= 1) {
      if (flags[start + x] === 1) last = x
      if (last - x <= reach) spread[start + x] = 1
    }
  }
  return spread
}

function spreadDown(flags: Uint8Array, width: number, reach: number): Uint8Array {
  const spread = new Uint8Array(flags.length)
  const height = flags.length / width
  const last = new Int32Array(width)
  const sweep = (first: number, step: 1 | -1) => {
    last.fill(-reach - 1)
    for (let row = 0; row < height; row += 1) {
      const start = (first + step * row) * width
      for (let x = 0; x < width; x += 1) {
        if (flags[start + x] === 1) last[x] = row
        if (row - (last[x] ?? 0) <= reach) spread[start + x] = 1
      }
    }
  }
  sweep(0, 1)
  sweep(height - 1, -1)
  return spread
}
