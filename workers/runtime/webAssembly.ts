/**
 * The smallest module that needs what the networks need: one function with an instruction of SIMD (i32x4.splat, dropped).
 * Its parts: type, function, code (https://webassembly.github.io/spec/core/binary).
 */
const smallest = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 4, 1, 0x60, 0, 0],
  ...[3, 2, 1, 0],
  ...[10, 9, 1, 7, 0, 0x41, 0, 0xfd, 17, 0x1a, 0x0b],
)

/**
 * Why this browser runs no WebAssembly as networks need it, in words for the technical details; undefined where it does. Lockdown Mode,
 * stricter levels of Tor Browser and browsers without JIT take it away, an older one lacks SIMD, a foreign policy refuses to compile.
 */
export function lackOfWebAssembly(): string | undefined {
  if (typeof WebAssembly === 'undefined') return 'WebAssembly is switched off'
  try {
    const module = new WebAssembly.Module(smallest)
    return module instanceof WebAssembly.Module ? undefined : 'WebAssembly does not compile'
  } catch (error) {
    return String(error)
  }
}
