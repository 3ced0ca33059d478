import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { catalogue, findByName } from '#core/catalogue/catalogue.ts'
import { downloadOrder } from '#core/catalogue/order.ts'
import { publishedSizeInWords } from '#core/catalogue/sizeWords.ts'
import { say } from '#core/say.ts'
import '#tools/messages/inEnglish.ts'
import { fetchModel } from './fetchModel.ts'
import { modelSources } from './modelSources.ts'

/** `npm run models -- <id...> [--out DIR]`: puts models beside the app, for people who serve the weights themselves. Exit 1 if any failed. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' } } })
  if (positionals.length === 0) {
    for (const entry of catalogue) {
      console.log(`${entry.id}  ${publishedSizeInWords(entry)}  ${entry.licence.name}\n    ${say(entry.purpose)}`)
    }
    console.log('\nnpm run models -- <id...>')
    return 1
  }
  const folder = values.out ?? join(import.meta.dirname, '..', 'public', 'models')
  const { hubUrl, mirrorUrl } = modelSources()
  const settings = { appUrl: 'file:///', ownFiles: [], hubUrl, ...(mirrorUrl === '' ? {} : { mirrorUrl }) }
  let failures = 0
  for (const name of positionals) {
    try {
      const entry = findByName(name)
      if (entry === undefined) throw new Error(`There is no model called ${name}. Without a name, all are listed.`)
      if (entry.licence.isNonCommercial)
        console.log(`${entry.id} may be used for non-commercial purposes only: ${entry.licence.url}`)
      const order = downloadOrder(entry, settings)
      if (order.sources.length === 0) throw new Error(`${entry.id} has to be fetched by hand: ${entry.licence.url}`)
      const how = await fetchModel(order, folder)
      console.log(`${join(folder, entry.file)}  ${how === 'there' ? 'was there, verified' : 'fetched, verified'}`)
    } catch (error) {
      failures += 1
      console.error(error instanceof Error ? error.message : error)
    }
  }
  return failures === 0 ? 0 : 1
}

process.exitCode = await main()
