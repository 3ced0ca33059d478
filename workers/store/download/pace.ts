/** Over how long the speed is averaged. */
const windowMs = 5000

/** Speed and remaining time of a download, from the bytes of the last seconds. */
export class Pace {
  readonly #marks: { at: number; bytes: number }[] = []

  /** Tells how many bytes are there at this moment (milliseconds, any origin). */
  mark(bytes: number, at: number): void {
    this.#marks.push({ at, bytes })
    while (this.#marks.length > 2 && (this.#marks[1]?.at ?? at) < at - windowMs) this.#marks.shift()
  }

  /** Bytes a second; 0 before there are two marks. */
  get bytesPerSecond(): number {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)]
    if (first === undefined || last === undefined || last.at <= first.at) return 0
    return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at - first.at))
  }

  /** Seconds until `missingBytes` have arrived at this speed; undefined while that cannot be said. */
  secondsLeft(missingBytes: number | undefined): number | undefined {
    const speed = this.bytesPerSecond
    return missingBytes === undefined || speed === 0 ? undefined : missingBytes / speed
  }
}
