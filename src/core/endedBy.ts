/**
 * Lets pieces of work end with something that all of them share and that seldom comes: a worker's death, the loss of a graphics card.
 * `Promise.race` would do the same, but keeps whatever each piece of work gave for as long as the end has not come: masks, files, tensors.
 * A piece of work settles as it does itself, or as the end, whichever comes first.
 */
export function endedBy<E>(end: Promise<E>): <T>(work: Promise<T>) => Promise<T | E> {
  const running = new Set<() => void>()
  let hasCome = false
  const tell = () => {
    hasCome = true
    for (const leave of running) leave()
    running.clear()
  }
  end.then(tell, tell)
  return (work) =>
    new Promise((resolve, reject) => {
      const leave = () => resolve(end)
      if (hasCome) return leave()
      running.add(leave)
      work.then(resolve, reject).finally(() => running.delete(leave))
    })
}
