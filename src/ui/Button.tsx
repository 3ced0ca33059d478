import type { ComponentProps, ReactNode } from 'react'
import './button.css'

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'outline' | 'plain' | 'danger'
  size?: 'm' | 'l'
  icon?: ReactNode
}

/** A button with words, and perhaps an icon before them. The words have an element of their own: translators of pages replace text nodes. */
export function Button({ look = 'outline', size = 'm', icon, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={`button button-${look} button-${size} ${className}`}>
      {icon}
      <span>{children}</span>
    </button>
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** What it does: its name for those who cannot see the icon, and its tooltip. */
  label: string
  /** Shown in the tooltip after the label. */
  keys?: string
  icon: ReactNode
  tip?: 'above' | 'below' | 'none'
}

/** A button with an icon only; a tooltip tells its name on hover and keyboard focus. */
export function IconButton({ label, keys, icon, tip = 'above', className = '', ...rest }: IconButtonProps) {
  const hint = keys === undefined ? label : `${label}  ${keys}`
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={tip === 'none' ? undefined : hint}
      className={`icon-button tip-${tip} ${className}`}
    >
      {icon}
    </button>
  )
}
