import type { TemplateKeeper } from '#core/ports.ts'
import { templateText } from '#core/templates/templateText.ts'
import { storedJson } from './storedJson.ts'

const storageKey = 'clearcut-templates'

/** Keeps templates in the page's storage, in the form in which they are exported. */
export function createTemplateKeeper(storage?: () => Storage): TemplateKeeper {
  const stored = storedJson(storageKey, storage)
  return {
    async recall() {
      const { templatesOf } = await import('#core/templates/templateFile.ts')
      const kept = templatesOf(JSON.stringify(stored.read() ?? null))
      return kept.ok ? kept.value : []
    },
    keep: (templates) => stored.write(JSON.parse(templateText(templates))),
  }
}
