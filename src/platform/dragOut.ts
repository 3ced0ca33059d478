/**
 * Can files be dragged out of the window? Chromium takes what a `DownloadURL` names and writes it where it is dropped; others have no way to give a file
 * that a page has made.
 */
export function canDragOut(): boolean {
  return 'userAgentData' in navigator && matchMedia('(hover: hover) and (pointer: fine)').matches
}

/** Lets what is being dragged be this file, at an address that this page has given it. */
export function giveFile(transfer: DataTransfer, file: { name: string; type: string; url: string }): void {
  transfer.setData('DownloadURL', `${file.type}:${file.name}:${file.url}`)
  transfer.effectAllowed = 'copy'
}
