/** A floating-point number of 16 bits (IEEE 754): Node 20 and older browsers have no reader for it. */
export function halfAt(view: DataView, at: number, little: boolean): number {
  const bits = view.getUint16(at, little)
  const sign = bits >> 15 === 0 ? 1 : -1
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023]
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25))
}
