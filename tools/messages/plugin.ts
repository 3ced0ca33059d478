import type { Plugin } from 'vite'
import { isLanguageCode } from '#core/languages.ts'
import { compiledMessages, messageFiles } from './compiled.ts'

const address = /^virtual:words-(\w+)-(first|later)$/

/** Makes `virtual:words-de-first`: the compiled messages of a language and a part of the page, as a module. */
export function messages(): Plugin {
  return {
    name: 'clearcut-messages',
    resolveId: (id) => (address.test(id) ? `\0${id}` : undefined),
    load(id) {
      const [, language, part] = address.exec(id.slice(1)) ?? []
      if (!isLanguageCode(language) || (part !== 'first' && part !== 'later')) return undefined
      for (const path of messageFiles(language, part)) this.addWatchFile(path)
      return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(compiledMessages(language, part)))})`
    },
  }
}
