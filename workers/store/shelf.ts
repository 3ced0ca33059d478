/** A place for named files that outlives the worker. Its methods reject with the browser's DOMException. */
export interface Shelf {
  names(): Promise<string[]>
  /** Undefined where there is no such file. */
  size(name: string): Promise<number | undefined>
  read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** The file afterwards is wholly the new one, or, if this rejects or the worker ends, wholly what it was. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** Does nothing where there is no such file. */
  remove(name: string): Promise<void>
}
