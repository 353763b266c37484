import { en, type ActionsPage, type BreachView, type DecisionView } from '@isometric/core/report'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { actionsQuery } from '../../api.ts'
import { Answer } from '../../form/answer.tsx'
import { Breach, Decision, DecisionList, State } from '../../part/decision.tsx'
import { Empty, Failed, Loading } from '../../part/notice.tsx'
import { TableFrame } from '../../part/table-frame.tsx'
import { useTitle } from '../../part/title.ts'

const words = en.decide.page

const Section = ({
  title,
  count,
  children,
}: {
  readonly title: string
  readonly count: number
  readonly children: ReactNode
}) =>
  count === 0 ? null : (
    <section>
      <h2>
        {title} <span className="count">{count}</span>
      </h2>
      {children}
    </section>
  )

const Decisions = ({ title, decisions }: { readonly title: string; readonly decisions: readonly DecisionView[] }) => (
  <Section title={title} count={decisions.length}>
    <DecisionList>
      {decisions.map((decision) => (
        <Decision key={decision.id} decision={decision} withSubject />
      ))}
    </DecisionList>
  </Section>
)

const daysOf = (days: number | null): string => (days === null ? words.notYet : words.daysAfter(days))

/** How long it took, one row for each breach. */
const Reactions = ({ breaches }: { readonly breaches: readonly BreachView[] }) => (
  <Section title={words.reactions} count={breaches.length}>
    <p className="lead">{words.reactionsWhat}</p>
    <TableFrame name={words.reactions}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.breach}</th>
            <th scope="col">{words.notMetSince}</th>
            <th scope="col" className="number">
              {words.answered}
            </th>
            <th scope="col" className="number">
              {words.done}
            </th>
            <th scope="col" className="number">
              {words.effective}
            </th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {breaches.map(({ of, since, reaction, mark }) => (
            <tr key={`${of.construct} ${of.groupKey} ${since}`}>
              <th scope="row" className="question">
                <Link
                  to="/indicators/$id"
                  params={{ id: of.construct }}
                  search={of.groupKey === '' ? {} : { group: of.groupKey }}
                >
                  {of.group === null ? of.question : `${of.question} ${of.group}`}
                </Link>
              </th>
              <td>{since}</td>
              <td className="number">{daysOf(reaction.answered)}</td>
              <td className="number">{daysOf(reaction.done)}</td>
              <td className="number">{daysOf(reaction.effective)}</td>
              <td>
                <State mark={mark} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  </Section>
)

const isEmpty = ({ actions, deviations, justifications, breaches }: ActionsPage): boolean =>
  actions.length + deviations.length + justifications.length + breaches.length === 0

/** What was known on a day in the past cannot be answered any more. */
const Page = ({ page, isNow }: { readonly page: ActionsPage; readonly isNow: boolean }) => (
  <article className="page">
    <h1>{words.question}</h1>
    <p className="answer">{page.sentence}</p>
    {isEmpty(page) && <Empty title={words.empty} what={words.emptyWhat} commands={[words.emptyCommand]} />}
    <Section title={words.open} count={page.open.length}>
      <p className="lead">{words.how}</p>
      <DecisionList>
        {page.open.map((breach) => (
          <Breach key={`${breach.of.construct} ${breach.of.groupKey} ${breach.since}`} breach={breach} withSubject>
            {breach.asks !== null && isNow && (
              <details>
                <summary>{en.decide.form.answer}</summary>
                <Answer asks={breach.asks} people={page.people} />
              </details>
            )}
          </Breach>
        ))}
      </DecisionList>
    </Section>
    <Decisions title={words.actions} decisions={page.actions} />
    <Decisions title={words.deviations} decisions={page.deviations} />
    <Decisions title={words.justifications} decisions={page.justifications} />
    <Reactions breaches={page.breaches} />
  </article>
)

/** What asks for an answer, what was decided, and whether it helped. */
export const Actions = () => {
  const { asKnownOn } = useSearch({ from: '__root__' })
  const { data, error, refetch } = useQuery(actionsQuery(asKnownOn))
  useTitle(words.title)
  if (error !== null) return <Failed error={error} again={refetch} />
  return data === undefined ? <Loading rows={6} /> : <Page page={data.page} isNow={asKnownOn === undefined} />
}
