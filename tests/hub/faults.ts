/** What goes wrong with one answer of the look-alike's CDN; offsets are in the file. */
export type Fault =
  /** The connection falls silent before this offset and breaks a moment later, as lost ones do; or breaks at once. */
  | { kind: 'cut'; at: number; isAbrupt?: boolean }
  /** Bytes up to here, then silence on an open connection. */
  | { kind: 'stall'; at: number }
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  /** So many bytes, then a pause of so long, and again. */
  | { kind: 'drip'; bytes: number; everyMs: number }
  /** The file is another one: shorter or longer. */
  | { kind: 'length'; bytes: number }
  /** The right length, one bit wrong. */
  | { kind: 'flip'; at: number }
  /** Another file of the same length with an ETag of its own. */
  | { kind: 'replaced' }
  /** A login page instead of the file, with the status of success. */
  | { kind: 'html'; type: string }
  | { kind: 'none' }

/** A file of the look-alike. */
export interface HubFileSpec {
  /** In bytes; the content follows from it and the seed. */
  sizeBytes: number
  seed: number
  /** A full-size lite checkpoint of formula weights instead, whatever size is named. */
  isNetwork?: boolean
  /** Answers of the CDN, one after the other; what follows the last is answered rightly. */
  faults: Fault[]
  /** The fault of all answers after the listed ones. */
  always?: Fault
  /** How fast the CDN sends, in bytes a second; without a limit when absent. */
  pace?: number
  /** Whether the hub knows it as a large file, with its hash. */
  isLinked?: boolean
}

/** One answer, as it was given. */
export interface HubAnswer {
  host: 'hub' | 'cdn'
  method: string
  range: string | undefined
  ifRange: string | undefined
  status: number
  /** Bytes of the body that were handed to the network. */
  sentBytes: number
}
