import type { Logger } from 'pino'
import type { TaskFile } from '#core/tasks/done.ts'
import type { Access } from './access.ts'
import type { Metrics } from './metrics.ts'
import type { ServeOptions } from './options.ts'
import type { Outside } from './outside/outside.ts'
import type { Pictures } from './tasks/pictures.ts'
import type { TaskDesk } from './tasks/taskDesk.ts'
import type { Vault } from './vault.ts'

/** What the routes of all dialects work with. */
export interface ServeContext {
  desk: TaskDesk
  vault: Vault
  pictures: Pictures
  outside: Outside
  metrics: Metrics
  options: ServeOptions
  access: Access
  log: Logger
}

const endings = { png: 'png', webp: 'webp', jpeg: 'jpg', avif: 'avif', gif: 'gif' } as const

/** Address of a file of this server. */
export function fileUrl(base: string, { id, format, content }: Pick<TaskFile, 'id' | 'format' | 'content'>): string {
  return `${base}/files/${id}.${content === 'layers' ? 'zip' : endings[format]}`
}
