import type { Table } from '@isometric/core/report'
import { MeasureTable } from '../../part/measure-table.tsx'
import { words } from '../../words.ts'

export const Values = ({ table }: { readonly table: Table }) => (
  <section>
    <h2>{words.values}</h2>
    <MeasureTable table={table} of={words.period} caption={words.values} />
  </section>
)
