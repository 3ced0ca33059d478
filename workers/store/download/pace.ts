/** Over how long the speed that is shown is averaged, and over how long the one that the remaining time is worked out from. */
const [recentMs, longMs] = [5_000, 20_000]

/** A time left is told after so much of a download: before, it would not be kept. */
const settledMs = 3_000

/** Where the speed of late differs by more than this factor from that of the whole stretch, nobody can say how long it will take. */
const steady = 1.5

interface Mark {
  at: number
  bytes: number
}

/** Speed and remaining time of a download, from the bytes of the last seconds. */
export class Pace {
  #marks: Mark[] = []

  /** Tells how many bytes are there at this moment (milliseconds, any origin). What was before a long silence does not count any more. */
  mark(bytes: number, at: number): void {
    if (at - (this.#marks.at(-1)?.at ?? at) > recentMs) this.#marks = []
    this.#marks.push({ at, bytes })
    while (this.#marks.length > 2 && (this.#marks[1]?.at ?? at) < at - longMs) this.#marks.shift()
  }

  /** Bytes a second; 0 before there are two marks. */
  get bytesPerSecond(): number {
    const now = this.#marks.at(-1)?.at ?? 0
    return speedOf(this.#marks.filter(({ at }) => at >= now - recentMs))
  }

  /** Seconds until `missingBytes` have arrived; undefined while that cannot be said and kept: at the beginning, and where the speed changes. */
  secondsLeft(missingBytes: number | undefined): number | undefined {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)]
    if (missingBytes === undefined || first === undefined || last === undefined) return undefined
    const [speed, recent] = [speedOf(this.#marks), this.bytesPerSecond]
    if (last.at - first.at < settledMs || recent > speed * steady || recent * steady < speed) return undefined
    return speed === 0 ? undefined : missingBytes / speed
  }
}

function speedOf(marks: readonly Mark[]): number {
  const [first, last] = [marks[0], marks.at(-1)]
  if (first === undefined || last === undefined || last.at <= first.at) return 0
  return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at - first.at))
}
