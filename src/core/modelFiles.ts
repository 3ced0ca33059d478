import type { modelFileReasons } from './reasons.ts'

/** What a file is in the world of models: one that may be run here, or the reason why not. */
export type ModelFile = 'onnx' | 'safetensors' | (typeof modelFileReasons)[number]

/** How many bytes of a file `modelFile` looks at, at most. */
export const modelFileBytes = 1024

/** Names by which people and programs know models; only asked where the content says nothing by itself. */
const modelName =
  /\.(?:onnx|safetensors|pth|pt|ckpt|bin|gguf|tflite|h5|keras|pb|engine|plan|trt|mlmodel|ort|onnx_data|data|weights)$/i

/** What the first bytes of a file say, and its name where they do not; undefined where it is nothing of that world. Content counts before the name. */
export function modelFile(head: Uint8Array, name: string): ModelFile | undefined {
  const text = String.fromCharCode(...head.subarray(0, modelFileBytes)).replace(byteOrderMark, '')
  if (pointers.test(text)) return 'model-pointer'
  if (modelName.test(name) && pages.test(text)) return 'model-page'
  if (modelName.test(name) && answers.test(text)) return 'model-answer'
  const byMagic = magics.find(([pattern]) => pattern.test(text))
  if (byMagic !== undefined) return byMagic[1]
  if (isPickle(text, name)) return 'model-pytorch'
  if (text.startsWith('PK\x03\x04')) return kindOfZip(text, name)
  if (isSafetensors(head)) return 'safetensors'
  return byFields(head, name) ?? (/\.onnx$/i.test(name) ? 'onnx' : byName(name))
}

/** As UTF-8 whose bytes are read as Latin-1. */
const byteOrderMark = /^\xef\xbb\xbf/

/** What stands in a repository in the place of a large file: Git LFS, Xet, git-annex. */
const pointers =
  /^\s*(?:version https:\/\/git-lfs\.github\.com\/spec\/|# xet version|(?:\.\.\/)*\/?(?:\.git\/)?annex\/objects\/)/

const pages = /^\s*(?:<!doctype html|<html|<head|<!--)/i

/** What hosts answer in the place of a file, kept under its name: an error as JSON, as XML, or in few words. */
const answers =
  /^\s*(?:\{\s*"(?:error|message|detail|errors)"\s*:|(?:<\?xml[^>]*>\s*)?<error>|(?:entry|repository|file|page)? ?not found\b|access (?:denied|to model)|invalid (?:username|credentials)|unauthorized|forbidden|404\b)/i

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: the letters that formats begin with
const magics: readonly (readonly [RegExp, ModelFile])[] = [
  [/^(?:GGUF|ggml|ggmf|ggjt|lmgg|fmgg|tjgg)/, 'model-gguf'],
  [/^[\s\S]{4}TFL3/, 'model-tflite'],
  [/^[\s\S]{4}ORTM/, 'model-ort'],
  [/^\x89HDF\r\n\x1a\n/, 'model-keras'],
  [/^(?:ftrt|ptrt)/, 'model-tensorrt'],
  [/^\x93NUMPY/, 'model-numpy'],
  [/^(?:<\?xml[^>]*>\s*)?<net\s/, 'model-openvino'],
  [/^7767517\s/, 'model-ncnn'],
  [/^(?:\x1f\x8b|7z\xbc\xaf|Rar!\x1a|\xfd7zXZ|BZh\d)/, 'archive'],
  [/^[\s\S]{257}ustar/, 'archive'],
]
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: as above

/** PyTorch's older format is bare pickles, whose second byte is the protocol; they name Python's modules. */
function isPickle(text: string, name: string): boolean {
  const protocol = text.charCodeAt(1)
  const isOne = text.charCodeAt(0) === 0x80 && protocol >= 2 && protocol <= 5
  return isOne && (/\.(?:pth|pt|ckpt|bin|pkl)$/i.test(name) || /torch|collections|numpy/.test(text))
}

/** PyTorch, Keras 3 and NumPy pack their files into a ZIP. */
function kindOfZip(text: string, name: string): ModelFile {
  if (/\.pkl|\.storage|\/(?:byteorder|version|data\/)/.test(text) || /\.(?:pth|pt|ckpt|bin)$/i.test(name))
    return 'model-pytorch'
  if (/model\.weights\.h5|metadata\.json/.test(text) || /\.keras$/i.test(name)) return 'model-keras'
  if (/\.mlmodel|\.mlpackage/i.test(text + name)) return 'model-coreml'
  return /\.npy/.test(text) ? 'model-numpy' : 'archive'
}

/** Eight bytes of length, then a JSON object (https://github.com/huggingface/safetensors). */
function isSafetensors(head: Uint8Array): boolean {
  if (head.length < 10) return false
  const length = new DataView(head.buffer, head.byteOffset, head.byteLength).getBigUint64(0, true)
  return length >= 2n && length < 100_000_000n && head[8] === 0x7b
}

/**
 * Files of protocol buffers have no magic, but the numbers of their fields: a ModelProto of ONNX has its version (1), words (2 to 6) and a graph (7);
 * Core ML has a version and a description (2) with the network far behind (200 and more), TensorFlow's SavedModel a version and graphs (2).
 */
function byFields(head: Uint8Array, name: string): ModelFile | undefined {
  const fields = fieldsOf(head)
  if (fields === undefined || fields.length === 0) return undefined
  if (fields.includes(7) && fields.every((field) => [1, 2, 3, 4, 5, 6, 7, 8, 14, 20, 25].includes(field))) return 'onnx'
  if (/\.(?:mlmodel|mlpackage)$/i.test(name) || (fields[0] === 1 && fields.some((field) => field >= 200)))
    return 'model-coreml'
  return /\.pb$/i.test(name) ? 'model-tensorflow' : undefined
}

/** Numbers of the outermost fields, as far as these bytes go; undefined where they are no protocol buffer. */
function fieldsOf(head: Uint8Array): number[] | undefined {
  const fields: number[] = []
  let at = 0
  const varint = () => {
    let value = 0
    for (let shift = 0; shift < 63; shift += 7) {
      const byte = head[at++] ?? 0
      value += (byte & 127) * 2 ** shift
      if (byte < 128) break
    }
    return value
  }
  while (at < head.length) {
    const tag = varint()
    const [field, wire] = [Math.floor(tag / 8), tag % 8]
    if (field === 0 || ![0, 1, 2, 5].includes(wire)) return undefined
    fields.push(field)
    const length = wire === 0 || wire === 2 ? varint() : 0
    if (wire !== 0) at += wire === 2 ? length : wire === 1 ? 8 : 4
  }
  return fields
}

function byName(name: string): ModelFile | undefined {
  if (/\.(?:onnx[._]data|onnx\.weights|data|weights)(?:[._-]?\d+)?$/i.test(name)) return 'model-part'
  if (/\.(?:engine|plan|trt)$/i.test(name)) return 'model-tensorrt'
  if (/\.(?:pth|pt|ckpt)$/i.test(name)) return 'model-pytorch'
  if (/\.(?:param|ncnn|mnn|pdmodel|pdiparams)$/i.test(name)) return 'model-ncnn'
  if (/\.pb$/i.test(name)) return 'model-tensorflow'
  if (/\.tflite$/i.test(name)) return 'model-tflite'
  if (/\.mlmodel$/i.test(name)) return 'model-coreml'
  return /\.safetensors$/i.test(name) ? 'safetensors' : undefined
}
