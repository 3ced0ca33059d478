/** A folder whose new photos are brought as they appear. */
export interface Watching {
  name: string
  /** How many photos were in it when it was chosen, and are not brought yet. */
  there: number
  /** How many have come since. */
  came: number
  /** Does it wait for the person to let it be read once more, after the page was loaded anew? */
  isResting: boolean
}
