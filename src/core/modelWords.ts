import { type FamilyId, families, type Model } from './models.ts'
import { say } from './say.ts'

/** What a person is shown as the name of a model; those of published models and of files are the same in all languages. */
export function modelInWords({ id, name }: Pick<Model, 'id' | 'name'>): string {
  return id === 'auto' || id === 'keyer' ? say(`catalogue.model.${id}`) : name
}

/** What a person is shown as the name of a family of models: its own, or what is done to the pixels where it is none. */
export function familyInWords(id: FamilyId): string {
  return id === 'plain' || id === 'bytes' ? say(`catalogue.normalisation.${id}`) : families[id].name
}
