import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

const kinds = ['png', 'jpeg', 'webp', 'avif', 'gif', 'svg'] as const

/** Writes a photo of a disc on a plain backdrop and gives its path: each is of another kind, size and colour than those before it, and none is the same file as another. */
export async function writePhoto(folder: string, index: number): Promise<string> {
  const kind = kinds[index % kinds.length] ?? 'png'
  const [width, height] = [240 + (index % 5) * 120, 180 + (index % 7) * 60]
  const colour = `rgb(${(index * 37) % 160}, ${(index * 11) % 120}, ${60 + (index % 90)})`
  const path = join(folder, `photo ${index + 1}.${kind === 'jpeg' ? 'jpg' : kind}`)
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#ececE8"/>
    <circle cx="50%" cy="50%" r="${height / 3}" fill="${colour}"/>
  </svg>`
  if (kind === 'svg') writeFileSync(path, drawing)
  else await sharp(Buffer.from(drawing)).toFormat(kind).toFile(path)
  return path
}
