import { randomUUID } from 'node:crypto'
import type { Source } from '#core/tasks/task.ts'
import type { Kept } from '../vault.ts'
import { addLog, type Job } from './job.ts'
import type { Order } from './order.ts'
import { PictureError, type Pictures } from './pictures.ts'

/**
 * Brings what an order carries into the vault, and makes the record of its task; addresses outside are only looked at. Rejects with a `PictureError`
 * where a picture is none, or may not be asked for.
 * @param usualTtlSeconds for orders that do not say how long their results stay
 */
export async function takeIn(order: Order, pictures: Pictures, usualTtlSeconds: number): Promise<Job> {
  const now = Date.now()
  const expiresAt = now + 1000 * (order.task.delivery.ttlSeconds ?? usualTtlSeconds)
  const { input, composition } = order.task
  const behind = composition.backdrop.kind === 'picture' ? composition.backdrop.picture : undefined
  pictures.check(input, order.base)
  if (behind !== undefined) pictures.check(behind, order.base)
  const photo = await atOnce(input, order, pictures, expiresAt)
  const backdrop = behind === undefined ? undefined : await atOnce(behind, order, pictures, expiresAt)
  // A picture in the request must not be kept a second time in the record of the task.
  const task = { ...order.task, ...(photo === undefined ? {} : { input: keptSource(photo) }) }
  if (backdrop !== undefined)
    task.composition = { ...composition, backdrop: { kind: 'picture', picture: keptSource(backdrop) } }
  const job: Job = {
    id: randomUUID(),
    dialect: order.dialect,
    name: order.name,
    client: order.client,
    acceptedAt: now,
    task,
    request: order.request,
    photoName: photo?.name ?? 'photo',
    photo: photo?.id,
    backdrop: backdrop?.id,
    owned: [ownedId(input, photo), ownedId(behind, backdrop)].filter((id) => id !== undefined),
    base: order.base,
    attempts: 0,
    logs: [],
    state: { status: 'waiting' },
    expiresAt,
  }
  addLog(job, 'Accepted.')
  return job
}

/** Fetches the pictures of a task that lie outside. Rejects with a `PictureError`. */
export async function bringPictures(job: Job, pictures: Pictures): Promise<void> {
  const { input, composition } = job.task
  if (job.photo === undefined && input.kind === 'url') {
    const kept = await pictures.fetch(input.url, job.expiresAt)
    job.photo = kept.id
    job.photoName = kept.name
    job.owned.push(kept.id)
  }
  const behind = composition.backdrop.kind === 'picture' ? composition.backdrop.picture : undefined
  if (behind?.kind === 'url' && job.backdrop === undefined) {
    job.backdrop = (await pictures.fetch(behind.url, job.expiresAt)).id
    job.owned.push(job.backdrop)
  }
}

async function atOnce(source: Source, { parts, base }: Order, pictures: Pictures, expiresAt: number) {
  if (source.kind !== 'part') return await pictures.atOnce(source, base, expiresAt)
  const part = parts?.get(source.name)
  if (part === undefined) throw new PictureError('input-unknown', source.name)
  return await pictures.keep(part.bytes, part.name, expiresAt)
}

/** What came in the request itself; uploads may be named again. */
function ownedId(source: Source | undefined, kept: Kept | undefined): string | undefined {
  return source?.kind === 'data' || source?.kind === 'part' ? kept?.id : undefined
}

function keptSource({ id }: Kept) {
  return { kind: 'kept', id } as const
}
