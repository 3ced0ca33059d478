/** The compiled messages of a language and a part of the page (`tools/messages/plugin.ts`). */
declare module 'virtual:words-*' {
  export const messages: import('@lingui/core').Messages
}
