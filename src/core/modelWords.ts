import { say } from './say.ts'

/** What a person is shown as the name of a model; those of published models and of files are the same in all languages. */
export function modelInWords({ id, name }: { id: string; name: string }): string {
  return id === 'auto' || id === 'keyer' ? say(`catalogue.model.${id}`) : name
}
