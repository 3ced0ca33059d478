import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Heading, I18nProvider, Modal, ModalOverlay, Dialog as Panel } from 'react-aria-components'
import { say, spokenLanguage } from '#core/say.ts'
import { IconButton } from './Button.tsx'
import { useEscape } from './useEscape.ts'
import './dialog.css'

interface DialogProps {
  title: string
  role?: 'dialog' | 'alertdialog'
  width?: 'usual' | 'wide'
  onClose(): void
  children: ReactNode
}

/** A dialog over the page: holds the focus, closes by Escape or a click beside it. Shown for as long as it is rendered. */
export function Dialog({ title, role = 'dialog', width = 'usual', onClose, children }: DialogProps) {
  useEscape(onClose)
  return (
    <I18nProvider locale={spokenLanguage()}>
      <ModalOverlay className="dialog-scrim" isOpen isDismissable onOpenChange={(isOpen) => isOpen || onClose()}>
        <Modal className={`dialog-modal dialog-${width}`}>
          <Panel className="dialog" role={role}>
            <header className="dialog-head">
              <Heading slot="title" className="dialog-title">
                {title}
              </Heading>
              <IconButton label={say('common.close')} tip="none" icon={<X />} onClick={onClose} />
            </header>
            {children}
          </Panel>
        </Modal>
      </ModalOverlay>
    </I18nProvider>
  )
}
