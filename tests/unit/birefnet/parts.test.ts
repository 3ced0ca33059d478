import { expect, test } from 'vitest'
import { formulaImage } from '#tests/formula/weights.ts'
import { difference } from '#tests/golden/safetensors.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { convolution } from '#workers/birefnet/convolution.ts'
import { head } from '#workers/birefnet/decoder/head.ts'
import { imageTiles } from '#workers/birefnet/decoder/inwardPatches.ts'
import { resize } from '#workers/birefnet/resize.ts'
import { mergeTable } from '#workers/birefnet/swin/patchMerging.ts'
import { fuzzed, noiseOf, runPart, testNetwork } from './runNetwork.ts'

test.each([
  [4, 4],
  [5, 4],
  [4, 7],
  [1, 3],
  [9, 9],
  ...fuzzed(20, (whole): [number, number] => [whole(1, 30), whole(1, 30)]),
])('patch merging takes the quads of a %i x %i map, padded where it is odd', (height, width) => {
  const at = (y: number, x: number) => (y < height && x < width ? y * width + x : height * width)
  const expected: number[] = []
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) expected.push(at(y, x), at(y + 1, x), at(y, x + 1), at(y + 1, x + 1))
  }
  expect([...mergeTable(height, width)]).toEqual(expected)
})

test.each<[number, number, number, number]>([
  [3, 5, 7, 4],
  [1, 1, 4, 6],
  [8, 8, 3, 3],
  [6, 2, 6, 9],
  ...fuzzed(20, (whole): [number, number, number, number] => [whole(1, 9), whole(1, 9), whole(1, 17), whole(1, 17)]),
])('a resize from %i x %i to %i x %i keeps the corners where they are', async (height, width, toHeight, toWidth) => {
  const net = testNetwork({})
  const x = noiseOf('map', 2 * height * width)
  const { values } = await runPart(net, [1, 2, height, width], x, (value) => resize(net, value, toHeight, toWidth))
  const position = (index: number, from: number, to: number) => (to === 1 ? 0 : (index * (from - 1)) / (to - 1))
  const expected = Float32Array.from({ length: 2 * toHeight * toWidth }, (_, index) => {
    const [c, row, column] = [
      Math.floor(index / (toHeight * toWidth)),
      Math.floor(index / toWidth) % toHeight,
      index % toWidth,
    ]
    const [y, u] = [position(row, height, toHeight), position(column, width, toWidth)]
    const [top, left] = [Math.min(Math.floor(y), height - 1), Math.min(Math.floor(u), width - 1)]
    const [bottom, right] = [Math.min(top + 1, height - 1), Math.min(left + 1, width - 1)]
    const at = (line: number, place: number) => x[(c * height + line) * width + place] ?? 0
    const upper = at(top, left) * (1 - (u - left)) + at(top, right) * (u - left)
    const lower = at(bottom, left) * (1 - (u - left)) + at(bottom, right) * (u - left)
    return upper * (1 - (y - top)) + lower * (y - top)
  })
  expect(difference(values, expected).max).toBeLessThan(1e-5)
})

test.each<[number, number, number]>([
  [4, 8, 12],
  ...fuzzed(6, (whole): [number, number, number] => {
    const grid = 2 ** whole(0, 4)
    return [grid, grid * whole(1, 4), grid * whole(1, 4)]
  }),
])('tiles of a grid of %i on an image of %i x %i lie in the order colour, row, column', async (grid, height, width) => {
  const net = testNetwork({})
  const image = noiseOf('image', 3 * height * width)
  const { values } = await runPart(net, [1, 3, height, width], image, (value) => imageTiles(net, value, grid))
  const [rows, columns] = [height / grid, width / grid]
  for (const [index, value] of values.entries()) {
    const channel = Math.floor(index / (rows * columns))
    const [c, hg, wg] = [Math.floor(channel / (grid * grid)), Math.floor(channel / grid) % grid, channel % grid]
    const [y, x] = [Math.floor(index / columns) % rows, index % columns]
    expect(value).toBe(image[(c * height + hg * rows + y) * width + wg * columns + x])
  }
})

test('the collapsed head computes what enlarging, joining and projecting computes', async () => {
  const backbone = { ...backbones['swin-t'], embed: 8 }
  const shapes = {
    'decoder.conv_out1.0.weight': [1, 10, 1, 1],
    'decoder.conv_out1.0.bias': [1],
    'decoder.ipt_blk1.conv1.weight': [64, 3, 3, 3],
    'decoder.ipt_blk1.conv1.bias': [64],
    'decoder.ipt_blk1.conv_out.weight': [2, 64, 3, 3],
    'decoder.ipt_blk1.conv_out.bias': [2],
  }
  const [height, width] = [12, 20]
  const image = formulaImage(height, width)
  const map = noiseOf('map', 8 * 3 * 5)
  const constantMap = (net: ReturnType<typeof testNetwork>) => net.constant('f32', 'map', [1, 8, 3, 5], () => map)
  const collapsed = testNetwork(shapes)
  const short = await runPart(collapsed, [1, 3, height, width], image, (value) =>
    head(collapsed, constantMap(collapsed), value, backbone),
  )
  const literal = testNetwork(shapes)
  const long = await runPart(literal, [1, 3, height, width], image, (value) => {
    const hidden = convolution(literal, value, 'decoder.ipt_blk1.conv1', { outputs: 64, kernel: 3 })
    const reference = convolution(literal, hidden, 'decoder.ipt_blk1.conv_out', { outputs: 2, kernel: 3 })
    const joined = literal.concat([resize(literal, constantMap(literal), height, width), reference], 1)
    return convolution(literal, joined, 'decoder.conv_out1.0', { outputs: 1, kernel: 1 })
  })
  expect(difference(short.values, long.values).max).toBeLessThan(1e-5)
})
