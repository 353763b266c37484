import type { Scale } from '../../term/index.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { fleissKappa } from './fleiss-kappa.ts'
import { intraclassCorrelation } from './intraclass-correlation.ts'
import { krippendorffAlpha } from './krippendorff-alpha.ts'
import { percentAgreement } from './percent-agreement.ts'
import { given, type Ratings } from './ratings.ts'

/** How far raters agree on one column: the coefficients that its scale and their number allow. */
export type Agreement = {
  readonly objects: number
  /** Objects that at least two rated. */
  readonly comparable: number
  readonly percent: number | null
  /** Krippendorff's, for the scale: the one that decides. */
  readonly alpha: number | null
  /** Two raters: Cohen's, of ranks weighted by the square of their distance. More, of names: Fleiss'. */
  readonly kappa: number | null
  /** Quantities: the intraclass correlation of one rating, raters drawn from many. */
  readonly correlation: number | null
}

const isQuantity = (scale: Scale): boolean => scale === 'interval' || scale === 'ratio'

/** @example agreementOf([[1, 1], [2, 2], [1, null]], 'nominal').percent //=> 1 */
export const agreementOf = (ratings: Ratings, scale: Scale): Agreement => {
  const raters = Math.max(0, ...ratings.map((row) => row.length))
  const kappa = raters === 2 ? cohenKappa(ratings, scale === 'ordinal' ? 'quadratic' : 'none') : fleissKappa(ratings)
  return {
    objects: ratings.length,
    comparable: ratings.filter((row) => given(row).length > 1).length,
    percent: percentAgreement(ratings),
    alpha: krippendorffAlpha(ratings, scale),
    kappa: isQuantity(scale) || (raters !== 2 && scale !== 'nominal') ? null : kappa,
    correlation: isQuantity(scale) ? (intraclassCorrelation(ratings)?.one2 ?? null) : null,
  }
}
