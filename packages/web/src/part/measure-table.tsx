import type { Spark, Table } from '@isometric/core/report'
import type { ReactNode } from 'react'
import { TableFrame } from './table-frame.tsx'
import { words } from '../words.ts'
import { Sparkline } from './sparkline.tsx'
import { Status } from './status.tsx'

type Columns = Table['columns']
type Row = Table['rows'][number]
type Given = {
  readonly table: Table
  /** What a row is: a period, a group. */
  readonly of: string
  readonly caption: string
  /** One for each row. */
  readonly sparks?: readonly Spark[]
  readonly name?: (row: Row) => ReactNode
}

const Head = ({ columns, of, trend }: { readonly columns: Columns; readonly of: string; readonly trend: boolean }) => (
  <thead>
    <tr>
      <th scope="col">{of}</th>
      <th scope="col">{words.status}</th>
      {trend && <th scope="col">{words.trend}</th>}
      {columns.map(({ measure, unit, isIndicator, numeric }) => (
        <th key={measure} scope="col" className={`${numeric ? 'number' : ''} ${isIndicator ? 'indicator' : ''}`}>
          {measure} {unit !== '' && <span className="unit">{unit}</span>}
        </th>
      ))}
    </tr>
  </thead>
)

const Cells = ({ row, columns }: { readonly row: Row; readonly columns: Columns }) =>
  columns.map(({ measure, numeric, isIndicator }, i) => {
    const cell = row.cells[i]
    return (
      <td key={measure} className={`${numeric ? 'number' : ''} ${isIndicator ? 'indicator' : ''}`}>
        {cell?.text ?? (
          <span className="absent" title={cell?.why ?? ''}>
            –<span className="hidden">{words.why(cell?.why ?? '')}</span>
          </span>
        )}
      </td>
    )
  })

/** Tabular figures, aligned decimals, units in the header; an absence is a dash that says why. */
export const MeasureTable = ({ table, of, caption, sparks, name }: Given) => (
  <TableFrame name={caption}>
    <table>
      <caption className="hidden">{caption}</caption>
      <Head columns={table.columns} of={of} trend={sparks !== undefined} />
      <tbody>
        {table.rows.map((row, i) => (
          <tr key={row.key}>
            <th scope="row">{name?.(row) ?? row.name}</th>
            <td>
              <Status mark={row.status} />
              {row.marks.length > 0 && <span className="note inline">{row.marks.join(', ')}</span>}
            </td>
            {sparks !== undefined && (
              <td>{sparks[i] !== undefined && <Sparkline spark={sparks[i]} status={row.status.status} />}</td>
            )}
            <Cells row={row} columns={table.columns} />
          </tr>
        ))}
      </tbody>
    </table>
  </TableFrame>
)
