/** Longer addresses would hold up the page; real ones of pictures have some megabytes. */
const maxLength = 200_000_000

/** The picture within a `data:` address; undefined where it is none, or is damaged. */
export function blobOfData(address: string): Blob | undefined {
  if (address.length > maxLength) return undefined
  const comma = address.indexOf(',')
  const head = /^data:([^;,]*)((?:;[^;,]*)*)$/i.exec(address.slice(0, Math.max(comma, 0)))
  if (head === null) return undefined
  const [, type = '', parameters = ''] = head
  try {
    const text = decodeURIComponent(address.slice(comma + 1).replace(/%(?![0-9a-f]{2})/gi, '%25'))
    if (!/;\s*base64\s*$/i.test(parameters)) return new Blob([text], { type })
    // Both alphabets of base64 are met, and line breaks.
    const letters = atob(text.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/'))
    return new Blob([Uint8Array.from(letters, (letter) => letter.charCodeAt(0))], { type })
  } catch {
    return undefined
  }
}
