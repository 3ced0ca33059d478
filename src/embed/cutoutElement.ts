import type { CallProgress } from './wire.ts'

interface Runs {
  run(
    task: object,
    options: { signal: AbortSignal; onProgress(progress: CallProgress): void },
  ): Promise<{ files: { blob: Blob }[] }>
}

/**
 * `<clearcut-cutout src="photo.jpg" alt="A chair">` shows the photo until it is cut, then the cutout. Tells `progress`, `done` and `failed`.
 * @param open gives the one engine of the page
 */
export function defineCutoutElement(open: () => Promise<Runs>): void {
  const name = 'clearcut-cutout'
  if (customElements.get(name) === undefined) customElements.define(name, elementOf(open))
}

const elementOf = (open: () => Promise<Runs>) =>
  class extends HTMLElement {
    static readonly observedAttributes = ['src', 'alt', 'model']
    readonly #image = this.attachShadow({ mode: 'open' }).appendChild(new Image())
    #cutting = new AbortController()
    #address = ''

    async attributeChangedCallback(name: string): Promise<void> {
      this.#image.alt = this.getAttribute('alt') ?? ''
      const src = this.getAttribute('src')
      if (name === 'alt' || src === null) return
      this.#cutting.abort()
      this.#cutting = new AbortController()
      const { signal } = this.#cutting
      const tell = (kind: string, detail: unknown) => this.dispatchEvent(new CustomEvent(kind, { detail }))
      try {
        this.#image.style.maxWidth = '100%'
        this.#image.src = src
        const input = await (await fetch(src, { signal })).blob()
        const model = this.getAttribute('model')
        const models = model === null ? {} : { models: [model] }
        const onProgress = (progress: object) => tell('progress', progress)
        const done = await (await open()).run({ input, ...models }, { signal, onProgress })
        const [file] = done.files
        if (file === undefined) return
        URL.revokeObjectURL(this.#address)
        this.#address = URL.createObjectURL(file.blob)
        this.#image.src = this.#address
        tell('done', done)
      } catch (error) {
        if (!signal.aborted) tell('failed', error)
      }
    }
  }
