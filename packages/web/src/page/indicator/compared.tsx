import type { Comparison, Moved, Units } from '@isometric/core/report'
import { CatchBoundary, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { TableFrame } from '../../part/table-frame.tsx'
import { words } from '../../words.ts'

/** The sentences and the tables do not wait for the library that draws. */
const Funnel = lazy(() =>
  import('../../chart/funnel-figure.tsx').then(({ FunnelFigure: drawn }) => ({ default: drawn })),
)

const noChart = () => <p className="chart-place lead">{words.chartFailed}</p>

const Sentences = ({ texts }: { readonly texts: readonly string[] }) => texts.map((text) => <p key={text}>{text}</p>)

const Group = ({ of, name }: { readonly of: string; readonly name: string }) =>
  of.startsWith(' ') ? (
    <span>{name}</span>
  ) : (
    <Link from="/indicators/$id" to="." search={(before) => ({ ...before, group: of })}>
      {name}
    </Link>
  )

/** Which groups moved the value: of a share how much came from within them and how much from their sizes. */
const MovedSince = ({ moved }: { readonly moved: Moved }) =>
  moved.why === null ? (
    <>
      <Sentences texts={moved.sentences} />
      {moved.table.rows.length > 0 && (
        <details>
          <summary>{words.movedTable(moved.since)}</summary>
          <TableFrame name={words.movedTable(moved.since)}>
            <table>
              <caption className="hidden">{words.movedTable(moved.since)}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.groupColumn}</th>
                  {moved.table.columns.map((column) => (
                    <th key={column} scope="col" className="number">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {moved.table.rows.map(({ key, name, cells }) => (
                  <tr key={key}>
                    <th scope="row">
                      <Group of={key} name={name} />
                    </th>
                    {cells.map((cell, i) => (
                      <td key={moved.table.columns[i]} className="number">
                        {cell ?? <span className="absent">–</span>}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        </details>
      )}
    </>
  ) : (
    <p className="lead">{moved.why}</p>
  )

const UnitRows = ({ units }: { readonly units: Units }) => (
  <TableFrame name={words.units}>
    <table>
      <caption className="hidden">{words.units}</caption>
      <thead>
        <tr>
          <th scope="col">{words.groupColumn}</th>
          <th scope="col">{words.unitsValue}</th>
          <th scope="col">{words.unitsLimits}</th>
          <th scope="col">{words.unitsPlace}</th>
        </tr>
      </thead>
      <tbody>
        {units.rows.map(({ key, name, text, limits, placeText }) => (
          <tr key={key}>
            <th scope="row">
              <Group of={key} name={name} />
            </th>
            <td>{text}</td>
            <td>{limits}</td>
            <td>{placeText}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </TableFrame>
)

/** Groups beside each other: each by its size, none with a rank. */
const Beside = ({ units }: { readonly units: Units }) => (
  <section>
    <h3>{words.units}</h3>
    <Sentences texts={units.sentences} />
    <CatchBoundary getResetKey={() => units.alt} errorComponent={noChart}>
      <Suspense fallback={<div className="chart-place" aria-busy="true" />}>
        <Funnel units={units} />
      </Suspense>
    </CatchBoundary>
    <UnitRows units={units} />
  </section>
)

/** With earlier periods, by the groups that moved it, and of groups with each other. */
export const Compared = ({ comparison }: { readonly comparison: Comparison }) =>
  comparison.periods.length === 0 && comparison.units === null ? null : (
    <section>
      <h2>{words.compared}</h2>
      {comparison.periods.map(({ with: which, sentence }, i) => {
        const moved = comparison.moved[i]
        return (
          <section key={which}>
            <p>{sentence}</p>
            {moved !== undefined && <MovedSince moved={moved} />}
          </section>
        )
      })}
      {comparison.units !== null && <Beside units={comparison.units} />}
    </section>
  )
