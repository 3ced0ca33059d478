import { type Matrix, product, type Triple } from '#workers/colour/matrix.ts'
import { betweenSpaces } from '#workers/colour/spaces.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import { Bits } from './bits.ts'
import { BitWriter, nearestHalf } from './bitWriter.ts'
import { codedPicture } from './codedPicture.ts'
import { jxlMetadata, jxlSize } from './jxlMetadata.ts'

/** From what eyes see to linear sRGB (ISO/IEC 18181-1, opsin inverse matrix), and the biases that stand behind it. */
const toSrgb: Matrix = [
  [11.031566901960783, -9.866943921568629, -0.16462299647058826],
  [-3.254147380392157, 4.418770392156863, -0.16462299647058826],
  [-3.6588512862745097, 2.7129230470588235, 1.9459282392156863],
]
const biases = [
  ...[-0.0037930732552754493, -0.0037930732552754493, -0.0037930732552754493],
  ...[1 - 0.05465007330715401, 1 - 0.07005449891748593, 1 - 0.049935103337343655],
  0.145,
]

/**
 * A JPEG XL picture of Display P3 whose samples are kept as eyes see them, as one that says it were sRGB, with the matrix of P3 in place of that of sRGB: decoders
 * that know nothing but sRGB then give the numbers of Display P3. Undefined where the file brings a matrix of its own, or what is not known here.
 */
export function p3ToldAsSrgb(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const coded = codedPicture(file)
  const bytes = new Bytes(coded)
  const bits = new Bits(bytes, 2)
  jxlSize(bits)
  const { colours, coloursAt, hasMore } = jxlMetadata(bits)
  if (colours.gamut !== 'display-p3' || coloursAt === undefined) return undefined
  const coloursEnd = bits.at
  if (hasMore) skipToneMapping(bits)
  // Two bits of none: there are no extensions.
  if (bits.read(2) !== 0) return undefined
  const restEnd = bits.at
  const isUsual = bits.flag()
  if (!isUsual || bytes.ranOut) return undefined
  const header = new BitWriter()
  copy(coded, 0, coloursAt, header)
  // Colours as usual: those of sRGB.
  header.write(1, 1)
  copy(coded, coloursEnd, restEnd, header)
  // Neither the matrix nor its biases are as usual.
  header.write(0, 2)
  for (const value of [...p3Matrix().flat(), ...biases]) header.writeHalf(value)
  // The weights of enlarging are.
  header.write(0, 3)
  const start = header.bytes()
  const rest = coded.subarray(Math.ceil(bits.at / 8))
  const told = new Uint8Array(start.length + rest.length)
  told.set(start)
  told.set(rest, start.length)
  return told
}

/** From what eyes see to linear P3, in fractions of 16 bits of which each row still gives exactly white for white. */
function p3Matrix(): Matrix {
  const rounded = ([a, b]: Triple): Triple => [nearestHalf(a), nearestHalf(b), 1 - nearestHalf(a) - nearestHalf(b)]
  const [red, green, blue] = product(betweenSpaces('srgb', 'display-p3'), toSrgb)
  return [rounded(red), rounded(green), rounded(blue)]
}

/** How bright the brightest is, and more of that kind. */
function skipToneMapping(bits: Bits): void {
  if (!bits.flag()) bits.skip(16 + 16 + 1 + 16)
}

function copy(from: Uint8Array<ArrayBuffer>, start: number, end: number, to: BitWriter): void {
  const bits = new Bits(new Bytes(from), 0)
  bits.skip(start)
  for (let at = start; at < end; at += 1) to.write(bits.read(1), 1)
}
