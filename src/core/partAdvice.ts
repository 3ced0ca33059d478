/** What may happen to the app's own files on their way. */
export const partAdvice = {
  'runtime-missing': {
    what: 'A part of Clearcut could not be loaded.',
    next: 'Connect to the internet and reload the page. If that does not help, the site is being updated: come back in a few minutes.',
  },
  'update-incomplete': {
    what: 'A new version of Clearcut did not arrive whole.',
    next: 'This one goes on working, and asks for it again later.',
  },
} as const
