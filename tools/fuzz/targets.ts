import { contentsOf, donePhoto, fileRef } from '#tests/fixtures/sessions.ts'
import { descriptionTargets } from './descriptions.ts'
import { modelTargets } from './models.ts'
import { pictureTargets } from './pictures.ts'
import type { Target } from './target.ts'
import { taskTarget } from './tasks.ts'

/** Everything that takes in what strangers have made, as far as it runs without a browser. */
export function fuzzTargets(root: string): Target[] {
  const photos = ['a', 'b'].map((key) => donePhoto(key, fileRef(key), fileRef('c', 99, '')))
  return [...pictureTargets(root), ...modelTargets, ...descriptionTargets(contentsOf(...photos)), taskTarget]
}
