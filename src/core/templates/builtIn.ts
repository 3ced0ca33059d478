import type { SubjectPlace, Third } from '#core/compositionSettings.ts'
import type { Template } from './template.ts'

const white = { kind: 'colour', colour: '#ffffff' } as const
const size = (width: number, height: number) => ({ kind: 'size', width, height }) as const
const filling = (fillPercent: number, down: Third = 50): SubjectPlace => ({
  kind: 'placed',
  fillPercent,
  across: 50,
  down,
})

/** What marketplaces, networks and offices ask for, by their own rules. */
export const builtInTemplates: readonly Template[] = [
  {
    id: 'amazon',
    name: 'Amazon',
    rule: 'Pure white, and the product fills 85 % of the square. 1600 pixels and more can be zoomed.',
    composition: { backdrop: white, canvas: size(2000, 2000), place: filling(85) },
  },
  {
    id: 'shopify',
    name: 'Shopify',
    rule: 'A square of 2048 pixels; the same room around every product.',
    composition: { backdrop: white, canvas: size(2048, 2048), place: filling(80) },
  },
  {
    id: 'ebay',
    name: 'eBay',
    rule: 'A square of 1600 pixels on white, with no border and no text.',
    composition: { backdrop: white, canvas: size(1600, 1600), place: filling(85) },
  },
  {
    id: 'etsy',
    name: 'Etsy',
    rule: '4:3, 2000 pixels wide. The middle is what lists show: leave room at the sides.',
    composition: { canvas: size(2000, 1500), place: filling(75) },
  },
  {
    id: 'instagram-square',
    name: 'Instagram square',
    rule: '1:1, 1080 pixels.',
    composition: { canvas: size(1080, 1080), place: filling(80) },
  },
  {
    id: 'instagram-portrait',
    name: 'Instagram portrait',
    rule: '4:5, the tallest that the feed shows.',
    composition: { canvas: size(1080, 1350), place: filling(80) },
  },
  {
    id: 'youtube',
    name: 'YouTube thumbnail',
    rule: '16:9, 1280 × 720. The lower right corner is under the running time.',
    composition: { canvas: size(1280, 720), place: filling(92, 100) },
  },
  {
    id: 'passport',
    name: 'Passport 35 × 45 mm',
    rule: '300 dpi. Face straight on, 32 to 36 mm from chin to crown (70 to 80 % of the height), on a plain light background: check your country’s own rule, and set how much is filled by it.',
    composition: {
      backdrop: { kind: 'colour', colour: '#f1f1f0' },
      canvas: { ...size(413, 531), dpi: 300 },
      place: filling(100, 100),
    },
  },
]
