import type { OverviewItem } from '@isometric/core/report'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { overviewQuery } from '../../api.ts'
import { Empty, Failed, Loading } from '../../part/notice.tsx'
import { Sparkline } from '../../part/sparkline.tsx'
import { Status } from '../../part/status.tsx'
import { useTitle } from '../../part/title.ts'
import { Verdict } from '../../part/verdict.tsx'
import { words } from '../../words.ts'

const Item = ({ item }: { readonly item: OverviewItem }) => (
  <li className="item">
    <div className="item-status">
      <Status mark={item.status} />
      {item.changed !== null && <span className="note">{item.changed}</span>}
    </div>
    <div className="item-text">
      <h3>
        <Link to="/indicators/$id" params={{ id: item.id }}>
          {item.question}
        </Link>
      </h3>
      <p>{item.answer}</p>
      {item.verdicts.length > 0 && (
        <ul className="item-verdicts">
          {item.verdicts.map((mark) => (
            <li key={mark.word}>
              <Verdict mark={mark} />
              {mark.reason !== null && <span className="note">{mark.reason}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
    <Sparkline spark={item.spark} status={item.status.status} />
    <div className="item-value">
      <span className="value">{item.value?.text ?? '–'}</span>
      <span className="note">{item.measure}</span>
    </div>
  </li>
)

const Section = ({ title, items }: { readonly title: string; readonly items: readonly OverviewItem[] }) =>
  items.length === 0 ? null : (
    <section>
      <h2>
        {title} <span className="count">{items.length}</span>
      </h2>
      <ul className="items">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
    </section>
  )

/** The whole in a glance: a sentence, then every question with its answer, what needs attention first. */
export const Overview = () => {
  const { asKnownOn } = useSearch({ from: '__root__' })
  const { data, error, refetch } = useQuery(overviewQuery(asKnownOn))
  useTitle(words.overview)
  if (error !== null) return <Failed error={error} again={refetch} />
  if (data === undefined) return <Loading rows={8} />
  const { sentence, attention, met } = data.page
  return (
    <article className="page">
      <h1>{words.overviewQuestion}</h1>
      <p className="answer">{sentence}</p>
      {attention.length + met.length === 0 && <Empty title={words.empty} what={words.emptyWhat} />}
      <Section title={words.attention} items={attention} />
      <Section title={words.met} items={met} />
    </article>
  )
}
