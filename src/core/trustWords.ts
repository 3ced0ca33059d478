import type { Doubt } from './trust.ts'

/** What is likely wrong with a doubtful cutout, as one sentence for the person. */
export const doubtWords = {
  unsteady: 'A second look at the photo gave another outline.',
  undecided: 'Parts of it are neither clearly subject nor clearly background.',
  scattered: 'It falls into several pieces: some may not belong to the subject.',
  borders: 'It reaches the edges of the photo on several sides: background may be left.',
  everything: 'Nearly the whole photo was kept.',
  tiny: 'Only a small spot of the photo was kept.',
  'other-subject': 'The built-in model, which looked as well, sees another subject.',
  backdrop: 'The background is not plain enough to be taken away by its colour.',
} as const satisfies Record<Doubt, string>

export function doubtInWords(doubt: Doubt | undefined): string {
  return doubt === undefined ? 'It may have kept background or lost a part of the subject.' : doubtWords[doubt]
}
