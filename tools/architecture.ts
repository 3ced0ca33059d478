import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { architecturePage } from './architecture/page.ts'

// `npm run architecture`: draws docs/architecture.md anew, from the imports.
const root = resolve(import.meta.dirname, '..')
writeFileSync(join(root, 'docs/architecture.md'), architecturePage(root))
