import type { IndicatorAnalysis } from '@isometric/core/report'

type Mark = Pick<IndicatorAnalysis['variation'], 'symbol' | 'word'> & {
  readonly verdict: IndicatorAnalysis['variation']['verdict'] | NonNullable<IndicatorAnalysis['assurance']>['verdict']
}

/** The colour of the status that would say the same; what says nothing has none. */
const colours: Readonly<Record<Mark['verdict'], string>> = {
  improving: 'status-met',
  worsening: 'status-not-met',
  changed: 'status-near',
  'no signal': 'status-no-data',
  'too early': 'status-no-data',
  'will meet': 'status-met',
  'hit and miss': 'status-near',
  'will miss': 'status-not-met',
  'cannot tell': 'status-cannot-tell',
}

/** A verdict of analysis: symbol, word and colour, always all three. */
export const Verdict = ({ mark }: { readonly mark: Mark }) => (
  <span className={`status ${colours[mark.verdict]}`}>
    <span className="verdict-symbol" aria-hidden="true">
      {mark.symbol}
    </span>
    <span>{mark.word}</span>
  </span>
)
