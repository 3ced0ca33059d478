/** A photo of our own making that a person can try. */
export interface Sample {
  name: string
  /** What is on it, for those who cannot see it. */
  title: string
  url: string
  /** A small square of it. */
  thumbnailUrl: string
}

/** The samples that were put beside the app; none where the index is absent, as on a page without them. */
export async function loadSamples(baseUrl: string): Promise<Sample[]> {
  try {
    const folder = new URL(`${baseUrl}samples/`, document.baseURI)
    const response = await fetch(new URL('index.json', folder))
    if (!response.ok) return []
    const index: unknown = await response.json()
    return Array.isArray(index) ? index.flatMap((entry: unknown) => sampleOf(entry, folder)) : []
  } catch {
    return []
  }
}

/** Fetches the sample's file, as if the person had dropped it. */
export async function fileOfSample(sample: Sample): Promise<File> {
  const response = await fetch(sample.url)
  if (!response.ok) throw new Error(`${sample.url}: ${response.status}`)
  return new File([await response.blob()], sample.name)
}

function sampleOf(entry: unknown, folder: URL): Sample[] {
  if (typeof entry !== 'object' || entry === null || !('file' in entry) || !('title' in entry)) return []
  const { file, title } = entry
  if (typeof file !== 'string' || typeof title !== 'string') return []
  const small = 'thumbnail' in entry && typeof entry.thumbnail === 'string' ? entry.thumbnail : file
  return [{ name: file, title, url: new URL(file, folder).href, thumbnailUrl: new URL(small, folder).href }]
}
