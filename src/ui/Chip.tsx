import type { ComponentProps } from 'react'
import './chip.css'

interface ChipProps extends ComponentProps<'span'> {
  dot?: 'ok' | 'warn' | 'busy'
}

/** A small rounded fact in the header. Words have an element of their own: translators of pages replace text nodes. */
export function Chip({ dot, children, className = '', ...rest }: ChipProps) {
  return (
    <span {...rest} className={`chip ${className}`}>
      {dot === undefined ? null : <span className={`chip-dot chip-${dot}`} />}
      {typeof children === 'string' ? <span>{children}</span> : children}
    </span>
  )
}

interface ChipButtonProps extends ComponentProps<'button'> {
  dot?: 'ok' | 'warn' | 'busy'
}

/** A fact in the header that tells more when it is clicked. */
export function ChipButton({ dot, children, className = '', ...rest }: ChipButtonProps) {
  return (
    <button type="button" {...rest} className={`chip chip-button ${className}`}>
      {dot === undefined ? null : <span className={`chip-dot chip-${dot}`} />}
      {children}
    </button>
  )
}
