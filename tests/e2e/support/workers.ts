declare global {
  interface Window {
    /** All workers that the page has started; see `rememberWorkers`. */
    started: Worker[]
  }
}

/** Keeps hold of the workers that the page starts; runs in the page, before its own scripts. */
export function rememberWorkers(): void {
  window.started = []
  const Original = window.Worker
  window.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      window.started.push(this)
    }
  }
}

/** Ends all workers, as a browser short of memory does; runs in the page. */
export function killWorkers(): void {
  for (const worker of window.started.splice(0)) worker.terminate()
}
