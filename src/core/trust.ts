/** What becomes of a mask: it can be trusted, a person should look at it, or there is nothing in it. */
export type Verdict = 'good' | 'doubtful' | 'empty'

/** What is likely wrong with a doubtful mask. */
export const doubts = [
  /** Mirrored, the photo gives another outline. */
  'unsteady',
  /** Much of it is neither subject nor background. */
  'undecided',
  /** It falls into pieces. */
  'scattered',
  /** It reaches the photo's borders on several sides. */
  'borders',
  /** Nearly everything was kept. */
  'everything',
  /** Hardly anything was found. */
  'tiny',
  /** The built-in network sees another subject. */
  'other-subject',
  /** The backdrop is not as plain as the way it was cut demands. */
  'backdrop',
] as const

export type Doubt = (typeof doubts)[number]

/** What a mask, and further looks at the same photo, tell of how far it can be trusted; all but counts are shares from 0 to 1. */
export interface TrustEvidence {
  /** Mean alpha of the finished mask. */
  coverage: number
  /** Area that is more in than out. */
  area: number
  /** How far the mask is from being two-valued: 0 where every pixel is in or out. */
  softness: number
  /** Agreement of the network's mask with that of the mirrored photo. */
  mirrored?: number
  /** Agreement of the finished mask with the built-in network's, where another made it. */
  nano?: number
  /** Agreement of the built-in network's mask with the keyer's. */
  keyer?: number
  /** How plain the backdrop is. */
  plainness?: number
  /** Separate parts of at least a twentieth of the largest. */
  islands: number
  /** Area of the largest part, as a share of all parts. */
  largest: number
  /** Sides of the photo along a tenth of which the mask lies. */
  sides: number
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
