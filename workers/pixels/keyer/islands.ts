/** Turns islands of 0 of at most `area` pixels (4-connected) into 1, in place. */
export function closeHoles(region: Uint8Array, width: number, height: number, area: number): void {
  const seen = new Uint8Array(region.length)
  for (let start = 0; start < region.length; start++) {
    if (region[start] !== 0 || seen[start] !== 0) continue
    const island = [start]
    seen[start] = 1
    for (let i = 0; i < island.length; i++) {
      const at = island[i] ?? 0
      const x = at % width
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || next >= width * height || region[next] !== 0 || seen[next] !== 0) continue
        seen[next] = 1
        island.push(next)
      }
    }
    if (island.length <= area) for (const at of island) region[at] = 1
  }
}
