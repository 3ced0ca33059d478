/** The message files of each language. Those that the page needs before the first photo are loaded with it, the others right after. */
export const areas = {
  first: ['app', 'open', 'figures', 'news', 'common'],
  later: [
    'address',
    'advice',
    'brush',
    'catalogue',
    'compose',
    'core',
    'edges',
    'export',
    'failure',
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
    'workspace',
  ],
} as const

export type Part = keyof typeof areas
