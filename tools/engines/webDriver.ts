/** A session of the W3C WebDriver protocol, by plain requests. */
export class WebDriver {
  readonly #base: string

  private constructor(base: string) {
    this.#base = base
  }

  /** Opens a session at a driver; the capabilities are those of the browser's vendor. */
  static async open(driverUrl: string, capabilities: object): Promise<{ driver: WebDriver; stated: object }> {
    const answer = await call<{ sessionId: string; capabilities: object }>(`${driverUrl}/session`, 'POST', {
      capabilities: { alwaysMatch: capabilities },
    })
    return { driver: new WebDriver(`${driverUrl}/session/${answer.sessionId}`), stated: answer.capabilities }
  }

  async goto(url: string): Promise<void> {
    await call(`${this.#base}/url`, 'POST', { url })
  }

  /** Runs a script that hands its result to the last of its arguments. */
  async runAsync<T>(script: string): Promise<T> {
    return await call<T>(`${this.#base}/execute/async`, 'POST', { script, args: [] })
  }

  /** Lets scripts take this long, at most. */
  async setPatience(ms: number): Promise<void> {
    await call(`${this.#base}/timeouts`, 'POST', { script: ms, pageLoad: ms, implicit: 0 })
  }

  /** Types into the element that the selector finds; a file input takes paths, one a line. */
  async type(selector: string, text: string): Promise<void> {
    const found = await call<Record<string, string>>(`${this.#base}/element`, 'POST', {
      using: 'css selector',
      value: selector,
    })
    const [id] = Object.values(found)
    await call(`${this.#base}/element/${id}/value`, 'POST', { text })
  }

  /** Presses and releases a key, given as WebDriver writes it. */
  async press(value: string): Promise<void> {
    const actions = [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]
    await call(`${this.#base}/actions`, 'POST', { actions: [{ type: 'key', id: 'keyboard', actions }] })
  }

  async close(): Promise<void> {
    await call(this.#base, 'DELETE')
  }
}

async function call<T>(url: string, method: string, body?: object): Promise<T> {
  const response = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } }
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`)
  return value
}
