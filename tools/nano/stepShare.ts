/**
 * How long a step may be beside those of a backbone's kernel of the same size, by what the errors of each kernel alone cost the masks: the backbone
 * decides what the subject is, the decoder only where its edge is. The first match counts. Blocks 5, 8 and 11 hand on nothing but what they make;
 * later ones add it to what came in.
 */
const lengths: readonly (readonly [RegExp, number])[] = [
  [/^backbone\.(?:stem|blocks\.[0-3]\.)/, 0.2],
  [/^backbone\.blocks\.(?:5|8|11)\.project/, 0.3],
  [/^backbone\.blocks\.(?:[4-9]|1[01])\.expand/, 0.5],
  [/^backbone\.blocks\.15/, 2],
  [/^backbone/, 1],
  [/^squeeze\.0/, 3],
  [/^squeeze|^gate/, 14],
  [/^stage4/, 8],
  [/^/, 5],
]

/** So long that the packed file has 4.5 MB at most; its size hardly depends on the weights, as steps are shares of their spread. */
const unit = 2.15e-5

/**
 * Length of a kernel's steps as a share of its root mean square. Wherever in the network they are, errors that are the same share of a kernel cost about
 * the same; and a bit more for each weight costs the less file, the fewer weights a kernel has. With entropy coding the error falls with the square of
 * the step and the file grows with its logarithm (Gish and Pierce 1968), so that the least error in all is where the square goes with the number of weights.
 */
export function stepShare(key: string, weights: number): number {
  const length = lengths.find(([part]) => part.test(key))?.[1] ?? 1
  return unit * length * Math.sqrt(weights)
}
