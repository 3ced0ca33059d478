/** The weights of a deformable convolution `d` from 64 to 256 channels, by key. */
export function deformableShapes(kernel: number) {
  return {
    'd.atrous_conv.offset_conv.weight': [2 * kernel ** 2, 64, kernel, kernel],
    'd.atrous_conv.offset_conv.bias': [2 * kernel ** 2],
    'd.atrous_conv.modulator_conv.weight': [kernel ** 2, 64, kernel, kernel],
    'd.atrous_conv.modulator_conv.bias': [kernel ** 2],
    'd.atrous_conv.regular_conv.weight': [256, 64, kernel, kernel],
    'd.bn.weight': [256],
    'd.bn.bias': [256],
    'd.bn.running_mean': [256],
    'd.bn.running_var': [256],
  }
}
