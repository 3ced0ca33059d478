import type { SubjectPlace, Third } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
import type { Template } from './template.ts'

const white = { kind: 'colour', colour: '#ffffff' } as const
const size = (width: number, height: number) => ({ kind: 'size', width, height }) as const
const filling = (fillPercent: number, down: Third = 50): SubjectPlace => ({
  kind: 'placed',
  fillPercent,
  across: 50,
  down,
})

/** What marketplaces, networks and offices ask for, by their own rules. Commands know them by these names; people are shown `builtInTemplatesInWords`. */
export const builtInTemplates = [
  {
    id: 'amazon',
    name: 'Amazon',
    composition: { backdrop: white, canvas: size(2000, 2000), place: filling(85) },
  },
  {
    id: 'shopify',
    name: 'Shopify',
    composition: { backdrop: white, canvas: size(2048, 2048), place: filling(80) },
  },
  {
    id: 'ebay',
    name: 'eBay',
    composition: { backdrop: white, canvas: size(1600, 1600), place: filling(85) },
  },
  {
    id: 'etsy',
    name: 'Etsy',
    composition: { canvas: size(2000, 1500), place: filling(75) },
  },
  {
    id: 'instagram-square',
    name: 'Instagram square',
    composition: { canvas: size(1080, 1080), place: filling(80) },
  },
  {
    id: 'instagram-portrait',
    name: 'Instagram portrait',
    composition: { canvas: size(1080, 1350), place: filling(80) },
  },
  {
    id: 'youtube',
    name: 'YouTube thumbnail',
    composition: { canvas: size(1280, 720), place: filling(92, 100) },
  },
  {
    id: 'passport',
    name: 'Passport 35 × 45 mm',
    composition: {
      backdrop: { kind: 'colour', colour: '#f1f1f0' },
      canvas: { ...size(413, 531), dpi: 300 },
      place: filling(100, 100),
    },
  },
] as const satisfies readonly Template[]

/** The same with their names, and the rules they follow, in the language that is spoken. */
export function builtInTemplatesInWords(): Template[] {
  return builtInTemplates.map((template) => ({
    ...template,
    name: say(`templates.${template.id}.name`),
    rule: say(`templates.${template.id}.rule`),
  }))
}
