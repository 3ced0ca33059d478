import { expect, test } from 'vitest'
import { fnv1a, formulaValues, noise } from '#tests/formula/weights.ts'

test('the formula gives the check values of the golden files', () => {
  expect(fnv1a('image')).toBe(0xb35135fa)
  const image = [0, 1, 2, 3, 4].map((index) => noise(fnv1a('image'), index))
  expectClose(image, [0.47428867, -0.33382121, -0.52599204, -0.38178212, -0.84354475])
  const offsets = 'decoder.decoder_block1.dec_att.aspp_deforms.2.atrous_conv.offset_conv.weight'
  expectClose(formulaValues('bb.patch_embed.proj.weight', [96, 3, 4, 4]), [0.02074657, -0.17214195, -0.04978601])
  expectClose(formulaValues(offsets, [98, 64, 7, 7]), [-0.07738178, -0.03891896, -0.04179336])
  expectClose(formulaValues('decoder.decoder_block1.bn_in.running_var', [64]), [0.747326, 0.5000414, 1.4943761])
  expectClose(formulaValues('decoder.ipt_blk5.conv1.weight', [64, 3072, 3, 3]), [-0.00689014, -0.01078066, -0.00470118])
})

function expectClose(values: ArrayLike<number>, expected: number[]): void {
  for (const [index, value] of expected.entries()) expect(values[index]).toBeCloseTo(value, 7)
}
