import type { MeasureStep, Steps as HowWeKnow } from '@isometric/core/report'
import type { ReactNode } from 'react'
import { Status } from '../../part/status.tsx'
import { words } from '../../words.ts'

const { steps: names } = words

const Step = ({
  title,
  what,
  children,
}: {
  readonly title: string
  readonly what?: string
  readonly children: ReactNode
}) => (
  <li className="step">
    <h3>{title}</h3>
    {what !== undefined && <p className="lead">{what}</p>}
    {children}
  </li>
)

type Snapshot = HowWeKnow['evidence'][number]['snapshots'][number]

const Snapshots = ({ snapshots }: { readonly snapshots: readonly Snapshot[] }) => (
  <ul className="plain">
    {snapshots.map(({ digest, known }) => (
      <li key={digest}>
        {known !== null && (
          <span>
            {words.asOf} {known.asOf}, {known.source}: {words.rowsAndRejected(known.rows.text, known.rejected.number)}
          </span>
        )}
        <code className="digest">{digest}</code>
      </li>
    ))}
  </ul>
)

/** The newest snapshot of each contract stands open, the older ones fold away. */
const Evidence = ({ evidence }: Pick<HowWeKnow, 'evidence'>) =>
  evidence.length === 0 ? (
    <p>{words.noEvidence}</p>
  ) : (
    <ul className="plain">
      {evidence.map(({ contract, snapshots }) => (
        <li key={contract ?? ''}>
          <strong>{contract ?? words.unknownSnapshot}</strong>
          <Snapshots snapshots={snapshots.slice(0, 1)} />
          {snapshots.length > 1 && (
            <details>
              <summary>{words.olderSnapshots(snapshots.length - 1)}</summary>
              <Snapshots snapshots={snapshots.slice(1)} />
            </details>
          )}
        </li>
      ))}
    </ul>
  )

const Measures = ({ measures }: { readonly measures: readonly MeasureStep[] }) => (
  <ul className="plain">
    {measures.map(({ name, formula, value, remarks }) => (
      <li key={name}>
        <p className="measure">
          <strong>{name}</strong> <span className="value">{value}</span>
        </p>
        <pre className="formula">{formula}</pre>
        {remarks.map((remark) => (
          <p key={remark} className="note">
            {remark}
          </p>
        ))}
      </li>
    ))}
  </ul>
)

const Criteria = ({ criteria }: Pick<HowWeKnow, 'criteria'>) =>
  criteria === null ? (
    <p>{names.criteriaNone}</p>
  ) : (
    <p>
      {words.met}: {criteria.met}
      {criteria.near !== null && `; ${words.near.toLowerCase()}: ${criteria.near}`}
      {criteria.notMet !== undefined && `; ${words.notMet.toLowerCase()}: ${criteria.notMet}`}{' '}
      <span className="note inline">{words.validFrom(criteria.from)}</span>
    </p>
  )

/** From evidence to verdict, step by step, with what identifies each (27004 Annex A). */
export const Steps = ({ steps }: { readonly steps: HowWeKnow }) => (
  <section>
    <h2>{words.how}</h2>
    <p className="lead">{words.howWhat}</p>
    <ol className="steps">
      <Step title={names.evidence} what={names.evidenceWhat}>
        <Evidence evidence={steps.evidence} />
      </Step>
      <Step title={names.base} what={names.baseWhat}>
        <Measures measures={steps.base} />
      </Step>
      {steps.derived.length > 0 && (
        <Step title={names.derived} what={names.derivedWhat}>
          <Measures measures={steps.derived} />
        </Step>
      )}
      <Step title={names.criteria}>
        <Criteria criteria={steps.criteria} />
      </Step>
      <Step title={names.verdict}>
        <p>
          <Status mark={steps.verdict} />
        </p>
      </Step>
      <Step title={names.result} what={names.resultWhat(steps.result.version, steps.result.knownAt)}>
        <code className="digest">{steps.result.digest}</code>
      </Step>
    </ol>
  </section>
)
