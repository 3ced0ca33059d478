/**
 * Whether a file holds all of its picture: `cut-short` where it ends before what it announces, `broken` where what is there contradicts itself.
 * Browsers cannot be asked: of the same damaged file one gives nothing, one a blank picture and one a white part, without a word.
 */
export type Wholeness = 'whole' | 'cut-short' | 'broken'
