import type { IndicatorPage } from '@isometric/core/report'
import { useQuery } from '@tanstack/react-query'
import { CatchBoundary, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { indicatorQuery } from '../../api.ts'
import { Failed, Loading } from '../../part/notice.tsx'
import { Status } from '../../part/status.tsx'
import { useTitle } from '../../part/title.ts'
import { Verdict } from '../../part/verdict.tsx'
import { words } from '../../words.ts'
import { Breakdown } from './breakdown.tsx'
import { Compared } from './compared.tsx'
import { Decided } from './decided.tsx'
import { Facts } from './facts.tsx'
import { GroupChoice } from './group-choice.tsx'
import { History } from './history.tsx'
import { Rows } from './rows.tsx'
import { Shown } from './shown.tsx'
import { Steps } from './steps.tsx'
import { Values } from './values.tsx'

/** The sentence and the tables do not wait for the library that draws. */
const Figure = lazy(() => import('../../chart/figure.tsx').then(({ Figure: drawn }) => ({ default: drawn })))

const noChart = () => <p className="chart-place lead">{words.chartFailed}</p>

const Course = ({ series }: { readonly series: IndicatorPage['chart'] }) => (
  <CatchBoundary getResetKey={() => series.alt} errorComponent={noChart}>
    <Suspense fallback={<div className="chart-place" aria-busy="true" />}>
      <Figure series={series} />
    </Suspense>
  </CatchBoundary>
)

const Remarks = ({ remarks }: { readonly remarks: readonly string[] }) =>
  remarks.length === 0 ? null : (
    <section>
      <h2>{words.remarks}</h2>
      <ul className="remarks">
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </section>
  )

const Answer = ({ page }: { readonly page: IndicatorPage }) => (
  <>
    <p className="eyebrow">{page.annexB === null ? page.id : `${page.annexB} · ${page.id}`}</p>
    <h1>{page.question}</h1>
    <p className="answer">{page.answer}</p>
    <p className="verdict">
      {page.analysis !== null && <Verdict mark={page.analysis.variation} />}
      {page.analysis !== null && page.analysis.assurance !== null && <Verdict mark={page.analysis.assurance} />}
      <Status mark={page.status} />
      <span>{page.meaning}</span>
    </p>
    {page.groups.length > 0 && <GroupChoice groups={page.groups} chosen={page.group?.key} />}
  </>
)

const Page = ({ page, asKnownOn }: { readonly page: IndicatorPage; readonly asKnownOn: string | undefined }) => (
  <article className="page">
    <Answer page={page} />
    <div className="columns">
      <div className="main-column">
        <section>
          <h2>{words.chart}</h2>
          <Course series={page.chart} />
        </section>
        {page.analysis !== null && <Shown analysis={page.analysis} />}
        {page.comparison !== null && <Compared comparison={page.comparison} />}
        {page.breakdown !== null && <Breakdown breakdown={page.breakdown} />}
        <Values table={page.table} />
        <Rows id={page.id} asKnownOn={asKnownOn} group={page.group?.key} />
        {page.decided !== null && <Decided decided={page.decided} />}
        <Remarks remarks={page.remarks} />
        <Steps steps={page.steps} />
        <History restatements={page.restatements} />
      </div>
      <Facts page={page} />
    </div>
  </article>
)

/** One question: its answer, its course, what moved it, and how we know. */
export const Indicator = () => {
  const { id } = useParams({ from: '/indicators/$id' })
  const { asKnownOn, group } = useSearch({ from: '/indicators/$id' })
  const { data, error, refetch } = useQuery(indicatorQuery(id, asKnownOn, group))
  useTitle(data?.page.question)
  if (error !== null) return <Failed error={error} again={refetch} />
  return data === undefined ? <Loading rows={5} /> : <Page page={data.page} asKnownOn={asKnownOn} />
}
