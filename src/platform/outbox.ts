import { failure, success } from '#core/outcome.ts'
import type { Outbox } from '#core/ports.ts'
import { chooseFolder, takesFolders } from './folderOut.ts'
import { createOverflow } from './overflow.ts'
import { zipParts } from './zipParts.ts'

/** How long a saved file's address stays valid: the browser reads it after the click, at its own pace. */
const urlLifeMs = 60_000

/** The browser's downloads, clipboard and folders. */
export function createOutbox(): Outbox {
  const overflow = createOverflow()
  // Asked for with each picture of the page; making a file takes a browser some milliseconds.
  let sharing: boolean | undefined
  return {
    takesFolders: takesFolders(),
    chooseFolder,
    save(blob, name) {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(blob)
      link.download = name
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), urlLifeMs)
    },
    async copy(png) {
      try {
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
        return success(null)
      } catch (error) {
        return failure('clipboard-refused', String(error))
      }
    },
    zips: (files) => zipParts(files, overflow),
    canShare: () => (sharing ??= canShare(new File([], 'a.png', { type: 'image/png' }))),
    async share({ blob, name }) {
      const file = new File([blob], name, { type: blob.type })
      if (!canShare(file)) return failure('share-refused', blob.type)
      try {
        await navigator.share({ files: [file] })
        return success(true)
      } catch (error) {
        // Who closes the sheet has changed their mind.
        if (error instanceof DOMException && error.name === 'AbortError') return success(false)
        return failure('share-refused', String(error))
      }
    },
    async zip(files) {
      const { downloadZip } = await import('client-zip')
      return await downloadZip(asZipInputs(files)).blob()
    },
  }
}

function canShare(file: File): boolean {
  return typeof navigator.share === 'function' && navigator.canShare?.({ files: [file] }) === true
}

async function* asZipInputs(files: Parameters<Outbox['zip']>[0]) {
  for await (const { name, blob } of files) yield { name, input: blob }
}
