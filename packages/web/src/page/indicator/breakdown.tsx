import type { Breakdown as Groups } from '@isometric/core/report'
import { Link } from '@tanstack/react-router'
import { MeasureTable } from '../../part/measure-table.tsx'
import { words } from '../../words.ts'

/** What moved it: the groups of the latest period as small multiples on one scale. */
export const Breakdown = ({ breakdown }: { readonly breakdown: Groups }) => (
  <section>
    <h2>{words.breakdown(breakdown.by)}</h2>
    <p className="lead">{words.breakdownWhat(breakdown.period)}</p>
    <MeasureTable
      table={breakdown.table}
      sparks={breakdown.sparks}
      of={words.groupColumn}
      caption={words.breakdown(breakdown.by)}
      name={({ key, name }) => (
        <Link from="/indicators/$id" to="." search={(before) => ({ ...before, group: key })}>
          {name}
        </Link>
      )}
    />
  </section>
)
