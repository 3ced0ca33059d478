import { useEscape } from './useEscape.ts'

/** Stands for a dialog whose code is still being loaded: it can be closed before it is there. */
export function OpeningDialog({ onClose }: { onClose(): void }) {
  useEscape(onClose)
  return null
}
