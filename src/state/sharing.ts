import type { Outbox } from '#core/ports.ts'
import { say } from '#core/say.ts'
import { Refused } from './refused.ts'
import type { SavingActions } from './savingActions.ts'

export interface SharingActions {
  /** Does this device have a share sheet that takes pictures? */
  canShare(): boolean
  /** Writes one cutout and opens the share sheet with it. */
  share(id: string): Promise<void>
}

export function createSharing(saving: Pick<SavingActions, 'hand'>, outbox: Outbox): SharingActions {
  return {
    canShare: () => outbox.canShare(),
    share: (id) =>
      saving.hand(id, async (file) => {
        const outcome = await outbox.share(file)
        if (!outcome.ok) throw new Refused(outcome, file.name)
        return outcome.value ? say('news.save.shared', { name: file.name }) : undefined
      }),
  }
}
