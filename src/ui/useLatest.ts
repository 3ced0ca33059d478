import { type RefObject, useEffect, useRef } from 'react'

/** What was given at the last render, for listeners and timers that stay longer than one. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}
