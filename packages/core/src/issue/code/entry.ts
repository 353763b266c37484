import type { Severity } from '../issue.ts'

type Said<P> = { readonly severity: Severity; readonly sentence: (parameters: P) => string }
export const error = <P>(sentence: (parameters: P) => string): Said<P> => ({ severity: 'error', sentence })
export const warning = <P>(sentence: (parameters: P) => string): Said<P> => ({ severity: 'warning', sentence })
export const notice = <P>(sentence: (parameters: P) => string): Said<P> => ({ severity: 'notice', sentence })
/** " Did you mean x?" where x is known. */
export const meant = (near: string | undefined): string => (near === undefined ? '' : ` Did you mean “${near}”?`)
