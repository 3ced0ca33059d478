import './progress.css'

interface ProgressProps {
  label: string
  /** 0 to 1 */
  value: number
  className?: string
}

/** A thin line that fills. */
export function Progress({ label, value, className = '' }: ProgressProps) {
  const percent = Math.round(value * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={`progress ${className}`}
    >
      <i style={{ scale: `${Math.max(value, 0.02)} 1` }} />
    </div>
  )
}
