/**
 * The colour guided filter of He, Sun and Tang ("Guided image filtering", 2013) on one tile, made for being applied many times with
 * the same photo: what depends on the photo alone is worked out once. Window sums are running sums, so the cost does not depend on the radius.
 */
export class ColourGuide {
  #width = 0
  #height = 0
  #radiusX = 1
  #radiusY = 1
  #colours: Float32Array
  /** Nine numbers a pixel: mean colour, then the inverse of the colour covariance (rr, rg, rb, gg, gb, bb). */
  readonly #stats: Float32Array
  /** Four numbers a pixel: the linear model from colour to alpha. */
  readonly #model: Float32Array
  readonly #columns: Float64Array

  /** Makes room for tiles of up to `maxPixels` and `maxWidth`: 64 bytes a pixel. */
  constructor(maxPixels: number, maxWidth: number) {
    this.#colours = new Float32Array(0)
    this.#stats = new Float32Array(maxPixels * 9)
    this.#model = new Float32Array(maxPixels * 4)
    this.#columns = new Float64Array(maxWidth * 9)
  }

  /**
   * Takes a tile of the photo: three numbers a pixel, each 0 to 1. Windows reach `radiusX` and `radiusY` pixels to each side and end at the tile's border.
   * `epsilon` is the variance below which a window counts as flat.
   */
  prepare(
    colours: Float32Array,
    size: { width: number; height: number },
    radiusX: number,
    radiusY: number,
    epsilon: number,
  ): void {
    this.#colours = colours
    this.#width = size.width
    this.#height = size.height
    this.#radiusX = radiusX
    this.#radiusY = radiusY
    const { width, height } = size
    const columns = this.#columns
    const stats = this.#stats
    columns.fill(0)
    for (let y = 0; y < Math.min(radiusY, height); y++) this.#addProducts(y, 1)
    for (let y = 0; y < height; y++) {
      if (y + radiusY < height) this.#addProducts(y + radiusY, 1)
      if (y - radiusY > 0) this.#addProducts(y - radiusY - 1, -1)
      const rows = Math.min(y + radiusY, height - 1) - Math.max(y - radiusY, 0) + 1
      let r = 0
      let g = 0
      let b = 0
      let rr = 0
      let rg = 0
      let rb = 0
      let gg = 0
      let gb = 0
      let bb = 0
      const last = width - 1
      for (let x = -radiusX; x < width; x++) {
        if (x + radiusX <= last) {
          const c = (x + radiusX) * 9
          r += columns[c] ?? 0
          g += columns[c + 1] ?? 0
          b += columns[c + 2] ?? 0
          rr += columns[c + 3] ?? 0
          rg += columns[c + 4] ?? 0
          rb += columns[c + 5] ?? 0
          gg += columns[c + 6] ?? 0
          gb += columns[c + 7] ?? 0
          bb += columns[c + 8] ?? 0
        }
        if (x > radiusX) {
          const c = (x - radiusX - 1) * 9
          r -= columns[c] ?? 0
          g -= columns[c + 1] ?? 0
          b -= columns[c + 2] ?? 0
          rr -= columns[c + 3] ?? 0
          rg -= columns[c + 4] ?? 0
          rb -= columns[c + 5] ?? 0
          gg -= columns[c + 6] ?? 0
          gb -= columns[c + 7] ?? 0
          bb -= columns[c + 8] ?? 0
        }
        if (x < 0) continue
        const share = 1 / (rows * (Math.min(x + radiusX, last) - Math.max(x - radiusX, 0) + 1))
        const mr = r * share
        const mg = g * share
        const mb = b * share
        const crr = rr * share - mr * mr + epsilon
        const crg = rg * share - mr * mg
        const crb = rb * share - mr * mb
        const cgg = gg * share - mg * mg + epsilon
        const cgb = gb * share - mg * mb
        const cbb = bb * share - mb * mb + epsilon
        const irr = cgg * cbb - cgb * cgb
        const irg = crb * cgb - crg * cbb
        const irb = crg * cgb - crb * cgg
        const scale = 1 / (crr * irr + crg * irg + crb * irb)
        const s = (y * width + x) * 9
        stats[s] = mr
        stats[s + 1] = mg
        stats[s + 2] = mb
        stats[s + 3] = irr * scale
        stats[s + 4] = irg * scale
        stats[s + 5] = irb * scale
        stats[s + 6] = (crr * cbb - crb * crb) * scale
        stats[s + 7] = (crb * crg - crr * cgb) * scale
        stats[s + 8] = (crr * cgg - crg * crg) * scale
      }
    }
  }

  /** Filters the alpha of the prepared tile: `target` becomes what the photo's colours explain of `alpha`. They may be the same array. */
  filter(alpha: Float32Array, target: Float32Array): void {
    this.#fitModels(alpha)
    this.#applyModels(target)
  }

  #addProducts(y: number, sign: number): void {
    const columns = this.#columns
    const colours = this.#colours
    for (let x = 0, i = y * this.#width * 3, c = 0; x < this.#width; x++, i += 3, c += 9) {
      const r = colours[i] ?? 0
      const g = colours[i + 1] ?? 0
      const b = colours[i + 2] ?? 0
      columns[c] = (columns[c] ?? 0) + sign * r
      columns[c + 1] = (columns[c + 1] ?? 0) + sign * g
      columns[c + 2] = (columns[c + 2] ?? 0) + sign * b
      columns[c + 3] = (columns[c + 3] ?? 0) + sign * r * r
      columns[c + 4] = (columns[c + 4] ?? 0) + sign * r * g
      columns[c + 5] = (columns[c + 5] ?? 0) + sign * r * b
      columns[c + 6] = (columns[c + 6] ?? 0) + sign * g * g
      columns[c + 7] = (columns[c + 7] ?? 0) + sign * g * b
      columns[c + 8] = (columns[c + 8] ?? 0) + sign * b * b
    }
  }

  #addAlpha(alpha: Float32Array, y: number, sign: number): void {
    const columns = this.#columns
    const colours = this.#colours
    const start = y * this.#width
    for (let x = 0, i = start * 3, c = 0; x < this.#width; x++, i += 3, c += 4) {
      const a = sign * (alpha[start + x] ?? 0)
      columns[c] = (columns[c] ?? 0) + a
      columns[c + 1] = (columns[c + 1] ?? 0) + a * (colours[i] ?? 0)
      columns[c + 2] = (columns[c + 2] ?? 0) + a * (colours[i + 1] ?? 0)
      columns[c + 3] = (columns[c + 3] ?? 0) + a * (colours[i + 2] ?? 0)
    }
  }

  #fitModels(alpha: Float32Array): void {
    const [width, height, radiusX, radiusY] = [this.#width, this.#height, this.#radiusX, this.#radiusY]
    const columns = this.#columns
    const stats = this.#stats
    const model = this.#model
    const last = width - 1
    columns.fill(0, 0, width * 4)
    for (let y = 0; y < Math.min(radiusY, height); y++) this.#addAlpha(alpha, y, 1)
    for (let y = 0; y < height; y++) {
      if (y + radiusY < height) this.#addAlpha(alpha, y + radiusY, 1)
      if (y - radiusY > 0) this.#addAlpha(alpha, y - radiusY - 1, -1)
      const rows = Math.min(y + radiusY, height - 1) - Math.max(y - radiusY, 0) + 1
      let a = 0
      let ar = 0
      let ag = 0
      let ab = 0
      for (let x = -radiusX; x < width; x++) {
        if (x + radiusX <= last) {
          const c = (x + radiusX) * 4
          a += columns[c] ?? 0
          ar += columns[c + 1] ?? 0
          ag += columns[c + 2] ?? 0
          ab += columns[c + 3] ?? 0
        }
        if (x > radiusX) {
          const c = (x - radiusX - 1) * 4
          a -= columns[c] ?? 0
          ar -= columns[c + 1] ?? 0
          ag -= columns[c + 2] ?? 0
          ab -= columns[c + 3] ?? 0
        }
        if (x < 0) continue
        const share = 1 / (rows * (Math.min(x + radiusX, last) - Math.max(x - radiusX, 0) + 1))
        const s = (y * width + x) * 9
        const mr = stats[s] ?? 0
        const mg = stats[s + 1] ?? 0
        const mb = stats[s + 2] ?? 0
        const mean = a * share
        const vr = ar * share - mean * mr
        const vg = ag * share - mean * mg
        const vb = ab * share - mean * mb
        const irg = stats[s + 4] ?? 0
        const irb = stats[s + 5] ?? 0
        const igb = stats[s + 7] ?? 0
        const kr = (stats[s + 3] ?? 0) * vr + irg * vg + irb * vb
        const kg = irg * vr + (stats[s + 6] ?? 0) * vg + igb * vb
        const kb = irb * vr + igb * vg + (stats[s + 8] ?? 0) * vb
        const m = (y * width + x) * 4
        model[m] = kr
        model[m + 1] = kg
        model[m + 2] = kb
        model[m + 3] = mean - kr * mr - kg * mg - kb * mb
      }
    }
  }

  #addModels(y: number, sign: number): void {
    const columns = this.#columns
    const model = this.#model
    const start = y * this.#width * 4
    for (let c = 0; c < this.#width * 4; c++) columns[c] = (columns[c] ?? 0) + sign * (model[start + c] ?? 0)
  }

  #applyModels(target: Float32Array): void {
    const [width, height, radiusX, radiusY] = [this.#width, this.#height, this.#radiusX, this.#radiusY]
    const columns = this.#columns
    const colours = this.#colours
    const last = width - 1
    columns.fill(0, 0, width * 4)
    for (let y = 0; y < Math.min(radiusY, height); y++) this.#addModels(y, 1)
    for (let y = 0; y < height; y++) {
      if (y + radiusY < height) this.#addModels(y + radiusY, 1)
      if (y - radiusY > 0) this.#addModels(y - radiusY - 1, -1)
      const rows = Math.min(y + radiusY, height - 1) - Math.max(y - radiusY, 0) + 1
      let kr = 0
      let kg = 0
      let kb = 0
      let k = 0
      for (let x = -radiusX; x < width; x++) {
        if (x + radiusX <= last) {
          const c = (x + radiusX) * 4
          kr += columns[c] ?? 0
          kg += columns[c + 1] ?? 0
          kb += columns[c + 2] ?? 0
          k += columns[c + 3] ?? 0
        }
        if (x > radiusX) {
          const c = (x - radiusX - 1) * 4
          kr -= columns[c] ?? 0
          kg -= columns[c + 1] ?? 0
          kb -= columns[c + 2] ?? 0
          k -= columns[c + 3] ?? 0
        }
        if (x < 0) continue
        const share = 1 / (rows * (Math.min(x + radiusX, last) - Math.max(x - radiusX, 0) + 1))
        const i = y * width + x
        target[i] =
          share * (kr * (colours[i * 3] ?? 0) + kg * (colours[i * 3 + 1] ?? 0) + kb * (colours[i * 3 + 2] ?? 0) + k)
      }
    }
  }
}
