import { Children, type ReactNode } from 'react'
import { I18nProvider, MenuItem as Item, Menu as Items, MenuTrigger, Popover } from 'react-aria-components'
import { spokenLanguage } from '#core/say.ts'
import './menu.css'

interface MenuProps {
  /** The button that opens it: a Button of react-aria-components. */
  trigger: ReactNode
  label: string
  placement?: 'top end' | 'bottom start' | 'bottom end'
  /** Id of the item that is in force, where they are ways of one thing. */
  chosen?: string
  children: ReactNode
}

/** A button that opens a list of actions. */
export function Menu({ trigger, label, placement = 'top end', chosen, children }: MenuProps) {
  return (
    <I18nProvider locale={spokenLanguage()}>
      <MenuTrigger>
        {trigger}
        <Popover className="menu-popover" placement={placement} offset={6}>
          <Items
            className="menu"
            aria-label={label}
            {...(chosen === undefined
              ? {}
              : { selectionMode: 'single', selectedKeys: [chosen], disallowEmptySelection: true })}
          >
            {Children.toArray(children)}
          </Items>
        </Popover>
      </MenuTrigger>
    </I18nProvider>
  )
}

interface MenuItemProps {
  id?: string
  icon?: ReactNode
  label: string
  detail?: string | undefined
  isDisabled?: boolean
  onAction(): void
}

export function MenuItem({ id, icon, label, detail, isDisabled = false, onAction }: MenuItemProps) {
  return (
    <Item
      className="menu-item"
      {...(id === undefined ? {} : { id })}
      textValue={label}
      isDisabled={isDisabled}
      onAction={onAction}
    >
      {icon}
      <span className="menu-label">{label}</span>
      {detail === undefined ? null : <span className="menu-detail">{detail}</span>}
    </Item>
  )
}
