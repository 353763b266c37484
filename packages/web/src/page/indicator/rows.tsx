import { momentText, shortDate, valueText } from '@isometric/core/report'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { rowsQuery, type EvidenceRows } from '../../api.ts'
import { TableFrame } from '../../part/table-frame.tsx'
import { words } from '../../words.ts'

type Asked = { readonly id: string; readonly asKnownOn: string | undefined; readonly group: string | undefined }

const textOf = (cell: EvidenceRows['rows'][number][number], unit: string | null, type: string): string => {
  if (typeof cell === 'string' && type === 'date') return shortDate(cell)
  if (typeof cell === 'string' && type === 'date and time') return momentText(cell)
  if (typeof cell === 'number' || typeof cell === 'boolean' || typeof cell === 'string') return valueText(cell, unit)
  return JSON.stringify(cell)
}

const numeric = (type: string): string => (['number', 'money', 'duration'].includes(type) ? 'number' : '')

const Table = ({ pages }: { readonly pages: readonly EvidenceRows[] }) => {
  const columns = pages[0]?.columns ?? []
  return (
    <TableFrame name={words.rowsBehind}>
      <table>
        <caption className="hidden">{words.rowsBehind}</caption>
        <thead>
          <tr>
            {columns.map(({ name, type }) => (
              <th key={name} scope="col" className={numeric(type)}>
                {name === '' ? words.rowValue : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pages.flatMap((page) =>
            page.rows.map((row) => (
              <tr key={JSON.stringify(row)}>
                {columns.map(({ name, type, unit }, i) => (
                  <td key={name} className={numeric(type)}>
                    {row[i] === null || row[i] === undefined ? (
                      <span className="absent">–</span>
                    ) : (
                      textOf(row[i], unit, type)
                    )}
                  </td>
                ))}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </TableFrame>
  )
}

const Found = ({ pages }: { readonly pages: readonly EvidenceRows[] }) => {
  const [first] = pages
  if (first === undefined) return null
  return (
    <>
      <p className="lead">{words.rowsOf(first.total, first.contract, first.measure)}</p>
      <pre className="formula">{first.parts[first.part - 1]}</pre>
      {first.hidden > 0 && <p className="lead">{words.rowsHidden(first.hidden)}</p>}
      {first.isPersonal ? <p className="lead">{words.rowsPersonal}</p> : <Table pages={pages} />}
    </>
  )
}

const Choice = ({
  measures,
  chosen,
  choose,
}: {
  readonly measures: readonly string[]
  readonly chosen: string
  readonly choose: (measure: string) => void
}) => (
  <label className="choice">
    {words.rowsMeasure}{' '}
    <select value={chosen} onChange={(event) => choose(event.target.value)}>
      {measures.map((measure) => (
        <option key={measure}>{measure}</option>
      ))}
    </select>
  </label>
)

const Shown = (asked: Asked) => {
  const [measure, choose] = useState<string>()
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(rowsQuery(asked, measure))
  if (error !== null) return <p className="lead">{error.message}</p>
  if (data === undefined) return <p aria-busy="true">{words.loading}…</p>
  const [first] = data.pages
  return (
    <>
      {first !== undefined && first.measures.length > 1 && (
        <Choice measures={first.measures} chosen={first.measure} choose={choose} />
      )}
      <Found pages={data.pages} />
      {hasNextPage && (
        <button type="button" className="link" disabled={isFetching} onClick={() => void fetchNextPage()}>
          {words.rowsMore}
        </button>
      )}
    </>
  )
}

/** The rows behind the number; looked up only when somebody wants to see them. */
export const Rows = (asked: Asked) => {
  const [isOpen, open] = useState(false)
  return (
    <section>
      <h2>{words.rowsBehind}</h2>
      {isOpen ? (
        <Shown {...asked} />
      ) : (
        <button type="button" className="link" onClick={() => open(true)}>
          {words.rowsShow}
        </button>
      )}
    </section>
  )
}
