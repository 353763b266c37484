/** What a list of numbers comes to: mean, deviation, and how far each goes with the next, to the digits NIST certifies. */
export { isConstant, lagCorrelation, meanOf, squaresAround, summaryOf, type Summary } from './summary.ts'
