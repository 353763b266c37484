import type { BriefVerdict } from '@isometric/core/report'
import type { Paint } from './style.ts'
import { wrapped } from './width.ts'

/** What the course of something shows. */
export type Shown = { readonly name: string; readonly verdicts: readonly BriefVerdict[] }

const indent = '  '

/**
 * Who has which verdict, in the order of the verdicts given: symbol and word, and the names under them. Nothing is
 * coloured, because the reasons stand elsewhere.
 */
export const verdictLines = (
  shown: readonly Shown[],
  order: readonly BriefVerdict['verdict'][],
  width: number,
  paint: Paint,
): readonly string[] =>
  order.flatMap((verdict) => {
    const own = shown.filter(({ verdicts }) => verdicts.some((one) => one.verdict === verdict))
    const mark = own[0]?.verdicts.find((one) => one.verdict === verdict)
    if (mark === undefined) return []
    const names = wrapped(own.map(({ name }) => name).join(', '), width - indent.length)
    return [paint('strong', `${mark.symbol} ${mark.word} (${own.length})`), ...names.map((line) => indent + line)]
  })
