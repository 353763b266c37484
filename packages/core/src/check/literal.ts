import { evaluate, type Formula } from '../formula/index.ts'

const nowhere = { name: (): undefined => undefined }

/** What a formula of literals alone is worth. */
export const literalValue = (formula: Formula): ReturnType<typeof evaluate> => evaluate(formula, nowhere)
