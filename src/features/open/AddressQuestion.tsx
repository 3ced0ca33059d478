import { useStore } from 'zustand'
import { countInWords } from '#core/figures.ts'
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
  const what = addresses.length === 1 ? 'this picture' : countInWords(addresses.length, 'picture')
  return (
    <Dialog title={`Fetch ${what} from ${hosts}?`} role="alertdialog" onClose={app.addresses.drop}>
      <p>
        {`Only the address came along, not the picture. Clearcut can ask for it, once; ${hosts} then learns that somebody at your network address wants it, as when you open its page. None of your photos is sent.`}
      </p>
      <p>
        <code translate="no">{addresses.join('\n')}</code>
      </p>
      <p>Without that: save the picture and drop the file here, or copy the picture itself and paste it.</p>
      <div className="dialog-actions">
        <Button onClick={app.addresses.drop}>Not now</Button>
        <Button look="primary" onClick={() => void app.addresses.agree()}>
          Fetch it
        </Button>
      </div>
    </Dialog>
  )
}
