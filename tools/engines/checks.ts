import { Stuck } from './hand.ts'

/** Counts what was looked at, and says it line by line. */
export class Checks {
  passed = 0
  failed = 0
  #isOver = false
  readonly #who: string
  readonly #say: (line: string) => void

  constructor(who: string, say: (line: string) => void) {
    this.#who = who
    this.#say = say
  }

  check(isRight: boolean, what: string, detail = ''): void {
    if (isRight) this.passed += 1
    else this.failed += 1
    this.#say(`${isRight ? 'PASS' : 'FAIL'}  ${this.#who}  ${what}${detail === '' ? '' : `  (${detail})`}`)
  }

  /** A part of the road; one that breaks off is one failure, and the others go on, unless photos are stuck: then the road ends there. */
  async part(what: string, walk: () => Promise<void>): Promise<void> {
    if (this.#isOver) return
    try {
      await walk()
    } catch (error) {
      this.#isOver = error instanceof Stuck
      this.check(false, what, error instanceof Error ? error.message : String(error))
    }
  }
}
