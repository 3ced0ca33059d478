import { type Act, idAt } from './act.ts'

/** The ways out of the page. */
export const outActs: readonly Act[] = [
  { name: 'download', do: (world, number) => void world.app.saving.download(idAt(world, number)) },
  { name: 'download all', do: ({ app }) => void app.saving.downloadAll() },
  { name: 'download into a folder', do: ({ app }) => void app.saving.intoFolder() },
  { name: 'copy', do: (world, number) => void world.app.saving.copy(idAt(world, number)) },
  { name: 'share', do: (world, number) => void world.app.sharing.share(idAt(world, number)) },
  { name: 'cancel the download', do: ({ app }) => app.saving.cancelSaving() },
  { name: 'answer yes', do: ({ app }) => app.asking.goOn() },
  { name: 'answer no', do: ({ app }) => app.asking.drop() },
  { name: 'choose a format', do: ({ app }, number) => app.saving.set({ format: number % 2 === 0 ? 'png' : 'webp' }) },
  { name: 'report', do: ({ app }) => app.reporting.download('csv') },
]
