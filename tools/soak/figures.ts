import type { Held } from './held.ts'

/** One line of the soak's table. */
export interface Row {
  name: string
  unit: string
  before: number
  after: number
  /** More than this counts as a leak. */
  most: number
}

/** Growth that says nothing: what engines compile and cache on the way, and the journal of a session without photos. */
const most = { heapMegabytes: 50, nodes: 300, listeners: 60, fileKilobytes: 64 }

/** What is held at the end beside what was held once all was warm, in the same state. */
export function rowsOf(before: Held, after: Held): Row[] {
  const row = (name: string, unit: string, read: (held: Held) => number, limit: number): Row => ({
    ...{ name, unit, before: read(before), after: read(after), most: limit },
  })
  return [
    row(
      'heap of page and workers',
      'MB',
      ({ pageBytes, workerBytes }) => (pageBytes + workerBytes) / 1e6,
      most.heapMegabytes,
    ),
    row('heap of page', 'MB', ({ pageBytes }) => pageBytes / 1e6, most.heapMegabytes),
    row('heap of workers', 'MB', ({ workerBytes }) => workerBytes / 1e6, most.heapMegabytes),
    row('workers', '', ({ workers }) => workers, 0),
    row('object URLs', '', ({ urls }) => urls, 0),
    row('bitmaps', '', ({ bitmaps }) => bitmaps, 0),
    row('listeners', '', ({ listeners }) => listeners, most.listeners),
    row('nodes', '', ({ nodes }) => nodes, most.nodes),
    row('files on the device', 'kB', ({ fileBytes }) => fileBytes / 1e3, most.fileKilobytes),
  ]
}

export function growthOf({ before, after }: Row): number {
  return after - before
}

/** Has more come than says nothing? */
export function isLeak(row: Row): boolean {
  return growthOf(row) > row.most
}
