/** The message files of each language. Those that the page needs before the first photo are loaded with it, the others right after. */
export const areas = {
  first: ['app', 'open', 'figures', 'news', 'common'],
  later: [
    'advice',
    'brush',
    'catalogue',
    'compose',
    'core',
    'edges',
    'export',
    'filmstrip',
    'help',
    'models',
    'session',
    'shelf',
    'stage',
    'subject',
    'templates',
    'verdict',
    'watch',
    'ways',
  ],
} as const

export type Part = keyof typeof areas
