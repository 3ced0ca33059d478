import { readdirSync, readFileSync, statSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = 'public/samples'

it('the sample pictures are those of the index, and small', () => {
  const index: { file: string; thumbnail: string; title: string }[] = JSON.parse(
    readFileSync(`${folder}/index.json`, 'utf8'),
  )
  expect(index).toHaveLength(3)
  const files = index.flatMap(({ file, thumbnail }) => [file, thumbnail])
  expect(readdirSync(folder).sort()).toEqual([...files, 'index.json'].sort())
  const bytes = files.reduce((sum, file) => sum + statSync(`${folder}/${file}`).size, 0)
  expect(bytes).toBeLessThan(250_000)
})
