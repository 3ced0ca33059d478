/** WebP where the browser writes it: a third of a PNG, and small enough for a journal. */
const kind = { type: 'image/webp', quality: 0.9 }

/** A small bitmap as text, which it closes; undefined where this browser cannot write it. */
export async function pictureText(bitmap: ImageBitmap): Promise<string | undefined> {
  try {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const blob = await canvas.convertToBlob(kind)
    const bytes = new Uint8Array(await blob.arrayBuffer())
    return `${blob.type};base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`
  } catch {
    return undefined
  } finally {
    bitmap.close()
  }
}

/** The bitmap of such a text; undefined where it is none. */
export async function pictureOf(text: string): Promise<ImageBitmap | undefined> {
  const [type = '', base64 = ''] = text.split(';base64,')
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    return await createImageBitmap(new Blob([bytes], { type }))
  } catch {
    return undefined
  }
}
