import type { IndicatorAnalysis } from '@isometric/core/report'
import { words } from '../../words.ts'

const List = ({ texts }: { readonly texts: readonly string[] }) =>
  texts.length === 0 ? null : (
    <ul className="remarks">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )

/** What the course shows, as sentences, and how that was found. */
export const Shown = ({ analysis }: { readonly analysis: IndicatorAnalysis }) => (
  <section>
    <h2>{words.shows}</h2>
    <p>{analysis.variation.sentence}</p>
    {analysis.assurance !== null && <p>{analysis.assurance.sentence}</p>}
    <List texts={analysis.figures} />
    <details>
      <summary>{words.showsHow(analysis.model)}</summary>
      <p>{words.showsWhy(analysis.why)}</p>
      <List texts={[...analysis.notes, ...analysis.signals]} />
    </details>
  </section>
)
