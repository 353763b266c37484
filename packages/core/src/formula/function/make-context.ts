import { beyond, refuse, type FormulaFunction } from '../function.ts'

const made = (name: string, parameters: readonly (readonly string[])[]): FormulaFunction => ({
  name,
  clause: '10.3.4.10',
  parameters,
  typeOf: () => refuse('makes a context, which is not part of the language'),
  value: () => beyond('unsupported-context', name),
  examples: [],
})

/** Functions that make contexts are known, so that the sentence about them is the right one. */
export const context = made('context', [['entries']])
export const contextPut = made('context put', [
  ['context', 'key', 'value'],
  ['context', 'keys', 'value'],
])
export const contextMerge = made('context merge', [['contexts']])
