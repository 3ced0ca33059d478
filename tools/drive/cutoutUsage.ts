import { aspectName, offeredAspects } from '#core/compositionSettings.ts'
import { builtInModels } from '#core/models.ts'
import { sceneNames } from '#core/scenes.ts'
import { builtInTemplates } from '#core/templates/builtIn.ts'

export const usage = `npm run cutout -- <files or folders...> --out <dir> [options]

Cuts photos with the built app in a headless Chromium and writes the downloads.
  --out DIR         where the files go; nothing there is overwritten
  --model NAME|FILE ${builtInModels.map(({ id }, place) => (place === 0 ? `${id} (default)` : id)).join(', ')}, a model of the catalogue that
                    "npm run models" has fetched (birefnet-lite, runware:112@1, ...), or a model file (.onnx, .safetensors)
  --format LIST     png (default), webp, jpeg, avif, gif; several with commas
  --mask            the mask alone
  --layers          colours and alpha as two files in a ZIP
  --quality N       20 to 99, of JPEG, AVIF and lossy WebP (95)
  --scale SIZE      50%, 1600px (longest side), 2x or 4x (enlarged); full size when left out
  --set 2x|3x       a ZIP with the file and with @2x, or @2x and @3x, for screens of more pixels
  --max-kb N        files of at most so many kB: less quality, or fewer pixels where there is none to lose
  --template NAME|FILE  a built-in template (${builtInTemplates.map(({ id }) => id).join(', ')}),
                    or the first of a file that the page has exported
  --canvas SIZE     WIDTHxHEIGHT in pixels, or ${offeredAspects.map(aspectName).join(', ')}; the subject fills 85 % of it
  --backdrop COLOUR|SCENE|FILE  what lies behind the cutout: #rrggbb, ${sceneNames.join(', ')},
                    a picture, or transparent (default)
  --shadow KIND     contact, drop, cast, or none (default)
  --alpha-matting   finds hair in the photo itself, as "Refine hair edge" does; takes a while
  --foreground-above N, --background-below N, --erode N
                    what alpha matting takes for sure, 1 to 255 each (240, 10, 10)
  --post-process-mask  smooths the mask and makes it hard
  --no-clean-colours   leaves the old background's tint in soft edges
  --tier N          512, 768, 1024, 1536 or 2048: size of a BiRefNet's input
  --backend LIST    webgpu, wasm; both with a comma: what a BiRefNet may run on
  --json            one line for each photo: input, output, written (width, height, bytes, quality where
                    it was lowered), width and height of the photo, contentType, model, backend,
                    precision, why, tier, ms, heapBytes, or the error
Exit code 1 if any photo failed, 2 if the arguments are wrong.`
