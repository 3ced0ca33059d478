/** Takes one figure. Ratios come from one run, because times of different runs do not compare. */
export type Report = (name: string, value: number, unit: string) => void

export interface BenchOptions {
  /** Only figures whose name contains this need to be measured. */
  only?: string
  /** The model to measure, where the bench has a choice: an id or a file. */
  model?: string
}

/** What a file of `tests/bench` exports. */
export interface Bench {
  run(report: Report, options: BenchOptions): Promise<void> | void
}
