import type { PhotoNote } from './cut.ts'
import type { Stage } from './progress.ts'
import { say } from './say.ts'
import type { RunsOn } from './ways/way.ts'

/** What is being done in a stage, for the progress of a cut. */
export function stageInWords(stage: Stage): string {
  return say(`core.stage.${stage}`)
}

/** Where a BiRefNet may run. */
export function runsOnInWords(runsOn: RunsOn): string {
  return say(`core.runsOn.${runsOn}`)
}

/** What a person should know about a photo that was opened well. */
export function noteInWords(note: PhotoNote): string {
  return say(`core.note.${note}`)
}
