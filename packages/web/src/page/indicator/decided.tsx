import { en, type Decided as Known, type DecisionView } from '@isometric/core/report'
import { Breach, Decision, DecisionList } from '../../part/decision.tsx'

const words = en.decide.page

const List = ({ decisions }: { readonly decisions: readonly DecisionView[] }) => (
  <DecisionList>
    {decisions.map((decision) => (
      <Decision key={decision.id} decision={decision} withSubject={false} />
    ))}
  </DecisionList>
)

/** What analysts make of it: the newest, and on asking those before. */
const Interpretations = ({ interpretations }: Pick<Known, 'interpretations'>) =>
  interpretations.length === 0 ? null : (
    <section>
      <h2>{words.interpretation}</h2>
      <List decisions={interpretations.slice(0, 1)} />
      {interpretations.length > 1 && (
        <details>
          <summary>{words.interpretationsBefore(interpretations.length - 1)}</summary>
          <List decisions={interpretations.slice(1)} />
        </details>
      )}
    </section>
  )

const answersOf = ({ actions, deviations, justifications }: Known): readonly DecisionView[] => [
  ...actions,
  ...deviations,
  ...justifications,
]

/** Interpretation, breach with its answers, and limits that somebody set. */
export const Decided = ({ decided }: { readonly decided: Known }) => {
  const answers = answersOf(decided)
  return (
    <>
      <Interpretations interpretations={decided.interpretations} />
      {(decided.breach !== null || answers.length > 0) && (
        <section>
          <h2>{words.decided}</h2>
          <DecisionList>
            {decided.breach !== null && <Breach breach={decided.breach} withSubject={false} />}
            {answers.map((decision) => (
              <Decision key={decision.id} decision={decision} withSubject={false} />
            ))}
          </DecisionList>
        </section>
      )}
      {decided.baselines.length > 0 && (
        <section>
          <h2>{words.baselines}</h2>
          <List decisions={decided.baselines} />
        </section>
      )}
    </>
  )
}
