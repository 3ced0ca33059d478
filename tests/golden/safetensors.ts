/** The F32 tensors of a small safetensors file that is wholly in memory: for golden files, which come from a trusted place. */
export function goldenTensors(file: Uint8Array): Map<string, { shape: number[]; values: Float32Array }> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const base = 8 + Number(view.getBigUint64(0, true))
  const header: Record<string, { shape: number[]; data_offsets: [number, number] }> = JSON.parse(
    new TextDecoder().decode(file.subarray(8, base)),
  )
  const entries = Object.entries(header).filter(([key]) => key !== '__metadata__')
  return new Map(
    entries.map(
      ([
        key,
        {
          shape,
          data_offsets: [start, end],
        },
      ]) => [
        key,
        {
          shape, // A copy: the tensor need not lie on a multiple of four.
          values: new Float32Array(Uint8Array.from(file.subarray(base + start, base + end)).buffer),
        },
      ],
    ),
  )
}

/** Largest and mean absolute difference of two lists of equal length. */
export function difference(one: Float32Array, other: Float32Array): { max: number; mean: number } {
  if (one.length !== other.length) throw new RangeError(`${one.length} values against ${other.length}.`)
  let max = 0
  let sum = 0
  for (const [index, value] of one.entries()) {
    const gap = Math.abs(value - (other[index] ?? Number.NaN))
    // A NaN must not slip through a comparison.
    if (!(gap <= max)) max = gap
    sum += gap
  }
  return { max, mean: sum / one.length }
}
