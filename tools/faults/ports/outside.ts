import type { NamedFile } from '#core/folders.ts'
import { failure, success } from '#core/outcome.ts'
import type { Outbox } from '#core/ports.ts'
import type { Plan } from '../plan.ts'

/** A file that has left the page. */
export interface Left {
  name: string
  blob: Blob
}

/** The ways out of the page. What left it stands in `left`. */
export class FaultyOutbox implements Outbox {
  readonly #plan: Plan
  readonly left: Left[] = []
  /** What lay in the last ZIP. */
  packed: readonly NamedFile[] = []
  readonly takesFolders = true

  constructor(plan: Plan) {
    this.#plan = plan
  }

  save = (blob: Blob, name: string) => void this.left.push({ blob, name })
  canShare = () => true
  share: Outbox['share'] = async (file) =>
    await this.#plan.call(
      () => {
        this.left.push(file)
        return success(true)
      },
      { reasons: ['share-refused'] },
    )

  copy: Outbox['copy'] = async (png) => {
    try {
      await png
    } catch (error) {
      return failure('clipboard-refused', String(error))
    }
    return await this.#plan.call(() => success(null), { reasons: ['clipboard-refused'] })
  }

  zip: Outbox['zip'] = async (files) => {
    const packed: NamedFile[] = []
    for await (const file of files) packed.push(file)
    await this.#plan.call(() => success(null), { reasons: [], mayThrow: true })
    this.packed = packed
    return new Blob(packed.map(({ name }) => name))
  }

  zips: Outbox['zips'] = async function* (this: FaultyOutbox, files: AsyncIterable<NamedFile>) {
    const blob = await this.zip(files)
    const given = await this.#plan.call(() => success({ blob, isLast: true }), { reasons: ['disk-full'] })
    yield given
  }.bind(this)

  chooseFolder: Outbox['chooseFolder'] = async () =>
    await this.#plan.call(
      () =>
        success({
          name: 'out',
          write: (file: NamedFile) =>
            this.#plan.call(
              () => {
                this.left.push(file)
                return success(null)
              },
              { reasons: ['disk-full', 'folder-refused'] },
            ),
        }),
      { reasons: ['folder-refused'] },
    )
}
