import { useStore } from 'zustand'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'

const addressesOf = (state: AppState) => state.askedAddresses

/** Asks before a picture is fetched from its address: that is a request to somebody else. */
export function AddressQuestion({ app }: { app: App }) {
  const addresses = useStore(app.store, addressesOf)
  if (addresses.length === 0) return null
  const hosts = [...new Set(addresses.map((address) => new URL(address).host))].join(', ')
  return (
    <Dialog
      title={say('address.title', { count: addresses.length, hosts })}
      role="alertdialog"
      onClose={app.addresses.drop}
    >
      <p>{say('address.what', { hosts })}</p>
      <p>
        <code translate="no">{addresses.join('\n')}</code>
      </p>
      <p>{say('address.without')}</p>
      <div className="dialog-actions">
        <Button onClick={app.addresses.drop}>{say('address.notNow')}</Button>
        <Button look="primary" onClick={() => void app.addresses.agree()}>
          {say('address.fetch')}
        </Button>
      </div>
    </Dialog>
  )
}
