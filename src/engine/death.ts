/**
 * Resolves, with what is known of the reason, once the worker is gone.
 *
 * A crash of the script fires `error`. A worker that the browser ends for lack of memory fires nothing, and neither does one that was
 * terminated from outside; but a lock that it holds is released in each case. So `start` makes the worker take a lock and tell its name,
 * and waiting for the same lock is waiting for the worker's end.
 */
export function deathOf(worker: Worker, start: () => Promise<string | undefined>): Promise<string> {
  return new Promise((resolve) => {
    worker.addEventListener('error', (event) => resolve(event.message || 'the worker script could not be loaded'))
    start().then(
      (lock) => {
        if (lock !== undefined) navigator.locks.request(lock, () => resolve('the worker was ended'))
      },
      (error: unknown) => resolve(`the worker did not start: ${String(error)}`),
    )
  })
}
