import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawingOf } from '#tools/architecture/drawing.ts'
import { architecturePage } from '#tools/architecture/page.ts'
import { importedBy, importsOf, roomOf } from '#tools/architecture/rooms.ts'

test('the drawing is that of the code (else: npm run architecture)', () => {
  expect(readFileSync('docs/architecture.md', 'utf8')).toBe(architecturePage('.'))
})

test('what the page beside the drawing says of it is true', () => {
  const imports = importsOf('.')
  expect([...(imports.get('core') ?? [])]).toEqual(['messages'])
  for (const [room, others] of imports) {
    if (room !== 'workers' && !room.startsWith('workers/'))
      expect(
        [...others].filter((other) => other.startsWith('workers')),
        room,
      ).toEqual([])
  }
  expect(imports.get('features')?.has('engine')).toBe(false)
})

test('rooms are folders, files beside them belong to the house, and imports of any form count', () => {
  expect(roomOf('src/main.tsx')).toBe('main')
  expect(roomOf('src/features/open/Open.tsx')).toBe('features')
  expect(roomOf('workers/decode/tiff/lzw.ts')).toBe('workers/decode')
  expect(roomOf('workers/matting.ts')).toBe('workers')
  const text = `import { a } from '#core/a.ts'\nimport '#ui/b.css'\nconst c = await import('#workers/decode/c.ts')\nexport type { D } from './store/d.ts'`
  expect([...importedBy('workers/matting.ts', text)].sort()).toEqual(['core', 'ui', 'workers/decode', 'workers/store'])
  expect([...importedBy('workers/decode/x.ts', text)].sort()).toEqual(['core', 'ui', 'workers/decode'])
})

test('each room has a box with words, and each import an arrow', () => {
  const drawing = drawingOf(importsOf('.'))
  expect(drawing.match(/^\s+\w+\["<b>.*<br>.+"\]$/gm)?.length).toBe(importsOf('.').size)
  expect(drawing).toContain('  app --> features')
})
