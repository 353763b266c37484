/**
 * Scores as twelve digits tell them: the binary rounding of sums must not untie objects that have the same.
 * @example toldApart([0.1 + 0.2, 0.3]) //=> [0.3, 0.3]
 */
export const toldApart = (scores: readonly number[]): readonly number[] =>
  scores.map((score) => Number(score.toPrecision(12)))
