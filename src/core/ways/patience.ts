/** At least, in seconds, however quick a run is expected to be: a card is shared with other programs. */
const least = { measured: 60, guessed: 180 } as const
/** As many times as long as it was expected to be: a guess may be far too short, and the first run of a way compiles its programs. */
const times = { measured: 10, guessed: 30 } as const

/**
 * How many seconds a graphics card may be silent over a run before it counts as hung: no answer and no loss comes from it any more then.
 * @param expectedMs how long the run was expected to take
 * @param isMeasured whether an earlier run on this device says so
 */
export function patienceSeconds(expectedMs: number, isMeasured: boolean): number {
  const kind = isMeasured ? 'measured' : 'guessed'
  return Math.max(least[kind], (times[kind] * expectedMs) / 1000)
}
