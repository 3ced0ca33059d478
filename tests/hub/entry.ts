import type { IncomingMessage } from 'node:http'
import type { HubAnswer, HubFileSpec } from './faults.ts'

/** A file that the look-alike serves. */
export interface HubEntry {
  spec: HubFileSpec
  content: Buffer
  sha256: string
  answers: HubAnswer[]
}

/** Writes an answer that is about to be given into the file's list. */
export function note(
  entry: HubEntry,
  host: HubAnswer['host'],
  { method = 'GET', headers }: IncomingMessage,
  status: number,
): HubAnswer {
  const ifRange = headers['if-range']
  const answer = { host, method, range: headers.range, ifRange: ifRange?.toString(), status, sentBytes: 0 }
  entry.answers.push(answer)
  return answer
}
