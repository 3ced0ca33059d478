/** What becomes of a mask: it can be trusted, a person should look at it, or there is nothing in it. */
export type Verdict = 'good' | 'doubtful' | 'empty'

/** What is likely wrong with a doubtful mask. */
export type Doubt =
  /** Looked at in another way (mirrored, at another size, closer), the photo gives another outline. */
  | 'unsteady'
  /** Much of it is neither subject nor background. */
  | 'undecided'
  /** It falls into pieces. */
  | 'scattered'
  /** It reaches the photo's borders on several sides. */
  | 'borders'
  /** Nearly everything was kept. */
  | 'everything'
  /** Hardly anything was found. */
  | 'tiny'
  /** The backdrop is not as plain as the way it was cut demands. */
  | 'backdrop'

/** What a mask, and further looks at the same photo, tell of how far it can be trusted; all are shares from 0 to 1. */
export interface TrustEvidence {
  /** Mean alpha. */
  coverage: number
  /** Area between clearly in and clearly out, over the area that is in at all. */
  undecided: number
}

/** How far a mask can be trusted, and why not. */
export interface Trust {
  verdict: Verdict
  /** How likely it is that the mask is right, 0 to 1. */
  score: number
  /** What is likely wrong, most likely first; none where the verdict is good. */
  doubts: Doubt[]
  evidence: TrustEvidence
}
