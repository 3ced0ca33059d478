/** Is any session kept on this device? Quick: looks for the folder of journals. Where the browser refuses to, there is nothing to come back either. */
export async function hasSessions(): Promise<boolean> {
  try {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('sessions')
    return !(await folder.keys().next()).done
  } catch {
    return false
  }
}
