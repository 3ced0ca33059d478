/** What browsers have that open files with installed apps, of which TypeScript's own types know nothing. */
interface Launching {
  launchQueue?: { setConsumer(consumer: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void }
}

/** Hands over the files that the person opens with the installed app, now and later. */
export function watchLaunchedFiles(take: (files: File[]) => void): void {
  const { launchQueue } = window as Launching
  launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length === 0) return
    // One that has gone meanwhile is left out: there is not even a name to tell.
    void Promise.allSettled(files.map((file) => file.getFile())).then((read) =>
      take(read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))),
    )
  })
}
