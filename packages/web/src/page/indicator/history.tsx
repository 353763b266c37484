import type { Restatement } from '@isometric/core/report'
import { Status } from '../../part/status.tsx'
import { TableFrame } from '../../part/table-frame.tsx'
import { words } from '../../words.ts'

/** Restatements, newest first: what was said, what is said now, since when. */
export const History = ({ restatements }: { readonly restatements: readonly Restatement[] }) =>
  restatements.length === 0 ? null : (
    <section>
      <h2>{words.history}</h2>
      <p className="lead">{words.historyWhat}</p>
      <TableFrame name={words.history}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.period}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
              <th scope="col">{words.knownSince}</th>
            </tr>
          </thead>
          <tbody>
            {restatements.map((one) => (
              <tr key={`${one.period} ${one.knownAt}`}>
                <th scope="row">{one.period}</th>
                <td>
                  {one.before} <Status mark={one.beforeStatus} />
                </td>
                <td>
                  {one.after} <Status mark={one.afterStatus} />
                </td>
                <td>{one.knownAt}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  )
