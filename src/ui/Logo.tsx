/** The mark: a subject inside a dashed selection. */
export function Logo() {
  return (
    <svg className="logo" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <rect
        x="1"
        y="1"
        width="22"
        height="22"
        rx="6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeDasharray="3.2 2.6"
      />
      <path d="M6 18c1-6 4-9.5 7-9.5 2.6 0 4 1.8 5 4.2V18z" fill="var(--accent)" />
    </svg>
  )
}
