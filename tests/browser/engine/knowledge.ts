import type { Device } from '#core/ways/device.ts'
import { nothingRemembered, type Recollection, type Remembered } from '#core/ways/remembered.ts'
import type { Knowledge } from '#engine/climb.ts'

export const plainDevice: Device = { gpu: { kind: 'absent' }, isIsolated: true, cores: 2, memoryGib: 8 }

/** What an engine knows of a device, and what it learns, in memory. */
export function knowledgeOf(device: Partial<Device> = {}, remembered: Remembered = nothingRemembered) {
  let latest = remembered
  const recollection: Recollection = {
    read: () => latest,
    write: (news) => {
      latest = news
    },
  }
  const knowledge: Knowledge = { probe: async () => ({ ...plainDevice, ...device }), recollection }
  return { ...knowledge, learnt: () => latest }
}
