import type { Backend } from './session.ts'

/** onnxruntime-web's scripts; all its builds have the same face. */
export type Ort = typeof import('onnxruntime-web/wasm')

/** One build of onnxruntime-web; its own files lie in `ort/`, where `tools/ort.ts` puts them. */
interface Build {
  glue: string
  /** May be packed with gzip; see `fetchBinary`. */
  binary: string
  isPacked: boolean
  load(): Promise<Ort>
}

/**
 * The plain build has half the size and starts in a third of the time; only the other one speaks to graphics cards (it also computes on the
 * processor, as fast). That one is over the limit of 25 MiB that some static hosts have for a file, so it lies there packed.
 */
export const builds = {
  wasm: {
    glue: 'ort-wasm-simd-threaded.mjs',
    binary: 'ort-wasm-simd-threaded.wasm',
    isPacked: false,
    load: () => import('onnxruntime-web/wasm'),
  },
  webgpu: {
    glue: 'ort-wasm-simd-threaded.asyncify.mjs',
    binary: 'ort-wasm-simd-threaded.asyncify.wasm.gz',
    isPacked: true,
    load: () => import('onnxruntime-web/webgpu'),
  },
} as const satisfies Record<Backend, Build>
