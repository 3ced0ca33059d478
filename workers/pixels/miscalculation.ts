/**
 * Thrown where a computation gave what no photo can give: not a number, or a colour that contradicts what is seen. Our own code does not do that;
 * a browser's compiler may (see `foregroundRelax.ts`), and a wrong picture must not be taken for a finished one.
 */
export class Miscalculation extends Error {
  override readonly name = 'Miscalculation'
}
