/**
 * Do several raters say the same of the same object? One file for each coefficient, each with a published oracle.
 * Comes in: ratings as numbers. Goes out: a coefficient, or null where nothing can be said.
 */
export { agreementOf, type Agreement } from './agreement.ts'
export type { Ratings } from './ratings.ts'
export { percentAgreement } from './percent-agreement.ts'
export { cohenKappa, type Weights } from './cohen-kappa.ts'
export { fleissKappa } from './fleiss-kappa.ts'
export { krippendorffAlpha } from './krippendorff-alpha.ts'
export { intraclassCorrelation, type IntraclassCorrelation } from './intraclass-correlation.ts'
