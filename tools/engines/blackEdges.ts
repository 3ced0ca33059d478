import sharp from 'sharp'

/** How many soft pixels of a cutout are black, though the picture has nothing dark: the mark of colours that were miscalculated. */
export async function blackEdges(png: Uint8Array): Promise<number> {
  const { data } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  let count = 0
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] ?? 0
    if (alpha > 0 && alpha < 255 && data[at] === 0 && data[at + 1] === 0 && data[at + 2] === 0) count += 1
  }
  return count
}
