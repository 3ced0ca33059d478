import type { ReactNode } from 'react'

interface WovenProps {
  /** A sentence with parts in tags: `Cut with <b>Auto</b>`. Tags that nothing is given for stay as they are written. */
  text: string
  /** What is made of the words in each tag. */
  parts: Readonly<Record<string, (words: string) => ReactNode>>
}

/** A sentence with elements in it, wherever a language puts them. */
export function Woven({ text, parts }: WovenProps) {
  return text.split(/(<\w+>[^<]*<\/\w+>)/).map((piece, index) => {
    const [, tag = '', words = ''] = /^<(\w+)>([^<]*)<\/\1>$/.exec(piece) ?? []
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a sentence have no other name
    return <span key={index}>{parts[tag]?.(words) ?? piece}</span>
  })
}
