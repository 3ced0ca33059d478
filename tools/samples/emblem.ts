/** Side of the emblem's picture in its own units. */
export const emblemSide = 1000

/** A round badge of a paper boat under a low sun, flat colours on a plain one, as an SVG drawing. */
export function emblem(): string {
  const rays = Array.from({ length: 24 }, (_, i) => {
    const turn = (i * 360) / 24
    return `<path d="M500 84 l15 34 h-30 z" fill="#f6c453" transform="rotate(${turn} 500 500)"/>`
  })
  const wave = (y: number, colour: string, shift: number) => {
    const crests = Array.from({ length: 9 }, (_, i) => `q 40 ${i % 2 === 0 ? -34 : 34} 80 0`)
    return `<path d="M${140 + shift} ${y} ${crests.join(' ')} V900 H100 z" fill="${colour}"/>`
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${emblemSide}" height="${emblemSide}" viewBox="0 0 ${emblemSide} ${emblemSide}">
    <rect width="1000" height="1000" fill="#f1ece2"/>
    ${rays.join('')}
    <circle cx="500" cy="500" r="370" fill="#173f4f"/>
    <circle cx="500" cy="500" r="346" fill="#f1ece2"/>
    <clipPath id="inner"><circle cx="500" cy="500" r="326"/></clipPath>
    <g clip-path="url(#inner)">
      <rect width="1000" height="1000" fill="#2a6f7f"/>
      <rect width="1000" height="470" fill="#3d8b94"/>
      <circle cx="610" cy="430" r="120" fill="#f08a5d"/>
      <circle cx="610" cy="430" r="88" fill="#f6c453"/>
      <path d="M318 330 h110 a26 26 0 0 0 0 -52 a44 44 0 0 0 -84 -10 a32 32 0 0 0 -46 62 z" fill="#f1ece2"/>
      ${wave(600, '#1f5a6c', -30)}
      <path d="M500 250 L690 560 H310 z" fill="#ffffff"/>
      <path d="M500 250 L500 560 H310 z" fill="#dfe6e3"/>
      <path d="M220 540 L410 560 L500 480 L590 560 L780 540 L680 690 H320 z" fill="#ffffff"/>
      <path d="M220 540 L410 560 L500 690 H320 z" fill="#dfe6e3"/>
      <path d="M500 480 L590 560 L500 690 L410 560 z" fill="#c9d5d3"/>
      ${wave(672, '#173f4f', 0)}
      ${wave(748, '#0f2f3d', -52)}
    </g>
  </svg>`
}
