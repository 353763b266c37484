import type { assurances, variations } from '../analyse/index.ts'
import type { Ledger } from '../decide/index.ts'
import type { Card } from '../term/index.ts'
import { indicatorAnalysisOf, type VerdictMark } from './indicator-analysis.ts'
import type { Point } from './series.ts'

/** A verdict where there is little room: symbol and word, and the reason of one that praises or blames. */
export type BriefVerdict = {
  readonly verdict: (typeof variations)[number] | (typeof assurances)[number]
  readonly symbol: string
  readonly word: string
  /** Null where the verdict is that nothing happens, or that it cannot be told. */
  readonly reason: string | null
}

/** What says nothing has no colour, and needs no reason. */
const quiet: readonly BriefVerdict['verdict'][] = ['no signal', 'too early', 'cannot tell']

/** The sentence begins with the word, which stands beside it already. */
const reasonIn = ({ word, sentence }: VerdictMark<BriefVerdict['verdict']>): string => {
  const rest = sentence.startsWith(`${word}: `) ? sentence.slice(word.length + 2) : sentence
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** Both verdicts on an indicator, variation first: none for levels, variation alone where there are no criteria. */
export const indicatorVerdicts = (points: readonly Point[], card: Card, ledger?: Ledger): readonly BriefVerdict[] => {
  const words = indicatorAnalysisOf(points, card, ledger)?.words
  return [words?.variation, words?.assurance].flatMap((mark) => {
    if (mark === undefined || mark === null) return []
    const { verdict, symbol, word } = mark
    return [{ verdict, symbol, word, reason: quiet.includes(verdict) ? null : reasonIn(mark) }]
  })
}
