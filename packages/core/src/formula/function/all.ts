import { boolean } from '../type.ts'
import { isRefusal, refuse } from '../function.ts'
import { aggregate, allAre, aTruth } from '../operand.ts'

/** Whether every item is true; with an unknown among true ones that is unknown. Of nothing it is true. */
export const all = aggregate({
  name: 'all',
  clause: '10.3.4.4',
  gives: (item) =>
    item.kind === 'boolean' || item.kind === 'unknown' ? boolean : refuse('needs true or false in every place'),
  compute: (known, items) => {
    const truths = allAre(aTruth, known)
    if (isRefusal(truths)) return truths
    return truths.includes(false) ? false : items.length > known.length ? null : true
  },
  examples: [
    ['all([true, null])', 'null'],
    ['all([false, null])', 'false'],
    ['all([])', 'true'],
  ],
})
