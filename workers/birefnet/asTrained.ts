import type { Checkpoint } from '#workers/weights/checkpoint.ts'
import type { StoredTensor } from '#workers/weights/safetensors.ts'
import { type Backbone, backbones } from './backbone.ts'
import { expectedParameters } from './parameters.ts'

/** The key by which a network of this kind is found within whatever training kept it in. */
const anchor = 'bb.patch_embed.proj.weight'

/**
 * A checkpoint as the network's own code would write it, of one that training has wrapped (`model.`, `net.`, nested, beside a mean of itself)
 * or trained with a batch size of 1, for which the official code leaves every batch norm out. Others are given back as they are.
 */
export function asTrained(checkpoint: Checkpoint): Checkpoint {
  const bare = unwrapped(checkpoint)
  const embed = bare.tensors.get(anchor)?.shape[0]
  const backbone = Object.values(backbones).find((candidate) => candidate.embed === embed)
  return backbone === undefined ? bare : withNorms(bare, backbone)
}

/** What compiling and training on several cards put around modules, at any depth. */
const wrappers: ReadonlySet<string> = new Set(['module', '_orig_mod'])

function unwrapped(checkpoint: Checkpoint): Checkpoint {
  const plain = new Map(
    [...checkpoint.tensors.keys()].map((key) => [
      key,
      key
        .split('.')
        .filter((part) => !wrappers.has(part))
        .join('.'),
    ]),
  )
  const names = [...plain.values()]
  const roots = [...new Set(names.filter((name) => `.${name}`.endsWith(`.${anchor}`)))].map((name) =>
    name.slice(0, -anchor.length),
  )
  const [root, ...others] = roots.sort((one, other) => worth(other, names) - worth(one, names))
  if (root === undefined) return checkpoint
  const original = new Map<string, string>()
  for (const [key, name] of plain) {
    const isOther = others.some((prefix) => prefix !== '' && name.startsWith(prefix))
    const own = name.slice(root.length)
    if (name.startsWith(root) && !isOther && !original.has(own)) original.set(own, key)
  }
  const tensors = new Map<string, StoredTensor>()
  for (const [name, key] of original) {
    const tensor = checkpoint.tensors.get(key)
    if (tensor !== undefined) tensors.set(name, tensor)
  }
  return { tensors, read: (name) => checkpoint.read(original.get(name) ?? name) }
}

/** Of twins, the one with more of its keys; of equals, the moving mean (EMA), which is what training is judged by. */
function worth(root: string, names: readonly string[]): number {
  const count = names.filter((name) => name.startsWith(root === '' ? 'decoder.' : `${root}decoder.`)).length
  return count + (/(?:^|[._])ema/i.test(root) ? 0.5 : 0)
}

/** What a batch norm that is not there does: nothing, as its small constant makes up for the variance. */
const identity: Readonly<Record<string, number>> = { weight: 1, bias: 0, running_mean: 0, running_var: 1 - 1e-5 }

function withNorms(checkpoint: Checkpoint, backbone: Backbone): Checkpoint {
  const norms = [...expectedParameters(backbone)].filter(([, { isOfBatchNorm, isUsed }]) => isOfBatchNorm && isUsed)
  if (norms.some(([key]) => checkpoint.tensors.has(key))) return checkpoint
  const missing = new Map(norms.map(([key, { shape }]) => [key, { dtype: 'F32', shape, start: 0, end: 0 } as const]))
  return {
    tensors: new Map([...checkpoint.tensors, ...missing]),
    read: (key) => {
      const tensor = missing.get(key)
      if (tensor === undefined) return checkpoint.read(key)
      return new Float32Array(tensor.shape[0] ?? 0).fill(identity[key.slice(key.lastIndexOf('.') + 1)] ?? 0)
    },
  }
}
