/** A browser that is driven from here, whichever it is. */
export interface EngineBrowser {
  readonly name: EngineName
  /** Name and version, as it states them. */
  readonly version: string
  goto(url: string): Promise<void>
  /** Runs the body of an async function in the page; arguments and result are copied as JSON. */
  run<T>(body: string, ...args: readonly unknown[]): Promise<T>
  /** Gives files to the hidden input with this test id, as its file chooser would. */
  choose(testId: string, paths: readonly string[]): Promise<void>
  /** Presses a key of the keyboard, as a person would: it goes to what has the focus. */
  press(key: Key): Promise<void>
  /** Folder that downloads come to. */
  readonly downloads: string
  /** Errors that reached the console, where this browser tells of them. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** A key that is pressed on the road. */
export type Key = 'Escape'

export type EngineName = 'chromium' | 'firefox' | 'webkit'

/** The expression that runs such a body with these arguments. */
export function expressionOf(body: string, args: readonly unknown[]): string {
  return `(async (...args) => { ${body} })(...${JSON.stringify(args)})`
}

/** Waits for a moment. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Asks again and again until there is an answer; throws with these words where there is none in time. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  patienceMs = 120_000,
): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`)
    await pause(150)
  }
}
