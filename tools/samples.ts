import { mkdir, writeFile } from 'node:fs/promises'
import { chromium } from '@playwright/test'
import { PNG } from 'pngjs'
import { chromiumFlags, chromiumPath } from './chromium.ts'
import { bust } from './samples/bust.ts'
import { render, type Scene, shown } from './samples/march.ts'
import { toyHorse } from './samples/toyHorse.ts'
import { vase } from './samples/vase.ts'

/** Where a sample's picture comes from: a file the browser can draw, and its size. */
interface Picture {
  type: string
  bytes: Uint8Array
  width: number
  height: number
}

interface Sample {
  file: string
  title: string
  picture: () => Picture
}

const folder = 'public/samples'
const thumbnailSide = 192
const quality = 0.86

/** What a first-time visitor may try; `title` says what is on it. */
const samples: Sample[] = [
  { file: 'horse.webp', title: 'A wooden toy horse on a terrace', picture: () => rendered(toyHorse, 800, 1000) },
  { file: 'portrait.webp', title: 'A woman in a yellow jumper', picture: () => rendered(bust, 800, 1000) },
  { file: 'vase.webp', title: 'A blue vase with eucalyptus', picture: () => rendered(vase, 800, 1000) },
]

function rendered(scene: Scene, width: number, height: number): Picture {
  const light = render(scene, width, height)
  const png = new PNG({ width, height, colorType: 2 })
  for (let i = 0; i < width * height; i++) {
    const screen = shown([light[i * 3] ?? 0, light[i * 3 + 1] ?? 0, light[i * 3 + 2] ?? 0])
    png.data.set([...screen.map((value) => Math.round(value * 255)), 255], i * 4)
  }
  return { type: 'image/png', bytes: PNG.sync.write(png), width, height }
}

/** Renders the sample pictures (minutes) and writes them with square thumbnails and an index. Names of samples limit it to those. */
async function makeSamples(only: string[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const executablePath = chromiumPath()
  const browser = await chromium.launch({
    args: chromiumFlags,
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  try {
    const page = await browser.newPage()
    for (const { file, picture } of samples) {
      if (only.length > 0 && !only.includes(file)) continue
      const { type, bytes, width, height } = picture()
      const url = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
      const side = Math.min(width, height)
      const whole = { x: 0, y: 0, width, height }
      const middle = { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side }
      for (const [name, from, to] of [
        [file, whole, whole],
        [thumbnailOf(file), middle, { width: thumbnailSide, height: thumbnailSide }],
      ] as const) {
        const encoded = await page.evaluate(
          async ({ url, from, to, quality }) => {
            const image = new Image()
            image.src = url
            image.width = from.width + 2 * from.x
            await image.decode()
            const canvas = document.createElement('canvas')
            canvas.width = to.width
            canvas.height = to.height
            const context = canvas.getContext('2d')
            if (context === null) throw new Error('no canvas')
            context.imageSmoothingQuality = 'high'
            context.drawImage(image, from.x, from.y, from.width, from.height, 0, 0, to.width, to.height)
            return canvas.toDataURL('image/webp', quality)
          },
          { url, from, to, quality },
        )
        const data = Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64')
        await writeFile(`${folder}/${name}`, data)
        console.log(`${folder}/${name} ${data.length} bytes`)
      }
    }
  } finally {
    await browser.close()
  }
  const index = samples.map(({ file, title }) => ({ file, title, thumbnail: thumbnailOf(file) }))
  await writeFile(`${folder}/index.json`, `${JSON.stringify(index, null, 2)}\n`)
}

function thumbnailOf(file: string): string {
  return file.replace('.webp', '-small.webp')
}

await makeSamples(process.argv.slice(2))
