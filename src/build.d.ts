/** Where models may be downloaded from, put in by the build (`tools/modelSources.ts`). */
declare const __MODEL_SOURCES__: {
  hubUrl: string
  mirrorUrl: string
  ownFiles: readonly string[]
  hosts: readonly string[]
}

/** Origins whose pages may use the engine in a frame (`tools/embedOrigins.ts`). */
declare const __EMBED_ORIGINS__: readonly string[]
