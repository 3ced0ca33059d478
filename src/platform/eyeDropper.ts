interface EyeDropperApi {
  open(): Promise<{ sRGBHex: string }>
}

declare global {
  interface Window {
    /** Chromium only; https://developer.mozilla.org/docs/Web/API/EyeDropper */
    EyeDropper?: new () => EyeDropperApi
  }
}

export function hasEyeDropper(): boolean {
  return window.EyeDropper !== undefined
}

/** Lets the person take a colour from anywhere on the screen: `#rrggbb`, or undefined when they changed their mind. */
export async function pickColour(): Promise<string | undefined> {
  if (window.EyeDropper === undefined) return undefined
  try {
    return (await new window.EyeDropper().open()).sRGBHex
  } catch {
    return undefined
  }
}
