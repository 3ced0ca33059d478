/**
 * Size of the wasm heap that onnxruntime-web works in, in bytes; 0 before it has started.
 *
 * onnxruntime-web does not tell, and has no hook for it: its glue code makes the one `WebAssembly.Memory` itself, and the heap
 * grows inside. But it makes it through the global constructor, so whoever replaces that constructor before the glue is loaded
 * (it is loaded by the first session) holds the memory and can ask it for its size at any time.
 */
export function heapBytes(): number {
  return memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)
}

const memories: WebAssembly.Memory[] = []

/** Remembers the memories that this thread makes from now on; called once, by the module that loads onnxruntime-web. */
export function watchHeap(): void {
  // In browsers that run none (Lockdown Mode) there is nothing to watch.
  if (typeof WebAssembly === 'undefined') return
  const Memory = WebAssembly.Memory
  // A proxy rather than a subclass: `instanceof WebAssembly.Memory` and the type check of WebAssembly.instantiate see the original.
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, [descriptor]: [WebAssembly.MemoryDescriptor]) {
      const memory = new target(descriptor)
      // The glue also makes an empty memory to find SharedArrayBuffer; keeping it costs nothing.
      memories.push(memory)
      return memory
    },
  })
}
