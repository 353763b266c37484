import { boolean } from '../type.ts'
import { isRefusal, refuse } from '../function.ts'
import { aggregate, allAre, aTruth } from '../operand.ts'

/** Whether some item is true; with an unknown among false ones that is unknown. Of nothing it is false. */
export const any = aggregate({
  name: 'any',
  clause: '10.3.4.4',
  gives: (item) =>
    item.kind === 'boolean' || item.kind === 'unknown' ? boolean : refuse('needs true or false in every place'),
  compute: (known, items) => {
    const truths = allAre(aTruth, known)
    if (isRefusal(truths)) return truths
    return truths.includes(true) ? true : items.length > known.length ? null : false
  },
  examples: [
    ['any([false, null])', 'null'],
    ['any([true, null])', 'true'],
    ['any([])', 'false'],
  ],
})
