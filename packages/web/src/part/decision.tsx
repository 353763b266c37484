import type { BreachView, DecidedOf, DecisionView, StateMark } from '@isometric/core/report'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A state: symbol, word and the colour of the status that would say the same, always all three. */
export const State = ({ mark }: { readonly mark: StateMark }) => (
  <span className={`status status-${mark.tone.replaceAll(' ', '-')}`}>
    <span className="verdict-symbol" aria-hidden="true">
      {mark.symbol}
    </span>
    <span>{mark.word}</span>
  </span>
)

/** The indicator, and the group where it is not all of it. */
const Subject = ({ of }: { readonly of: DecidedOf }) => (
  <h3>
    <Link to="/indicators/$id" params={{ id: of.construct }} search={of.groupKey === '' ? {} : { group: of.groupKey }}>
      {of.question}
    </Link>
    {of.group !== null && <span className="note"> {of.group}</span>}
  </h3>
)

const Sentences = ({ texts }: { readonly texts: readonly string[] }) => (
  <>
    {texts.map((text) => (
      <p key={text} className="follows">
        {text}
      </p>
    ))}
  </>
)

/** Whether a page says of what it speaks, or each item has to. */
type Shown = { readonly withSubject: boolean }

export const Decision = ({ decision, withSubject }: { readonly decision: DecisionView } & Shown) => (
  <li className="decision" id={decision.id}>
    <div className="decision-state">
      {decision.mark === null ? <span className="note">{decision.kind}</span> : <State mark={decision.mark} />}
    </div>
    <div className="decision-text">
      {withSubject && <Subject of={decision.of} />}
      <p>{decision.text}</p>
      <Sentences texts={decision.sentences} />
      <p className="note">{[decision.made, ...decision.facts].join(' · ')}</p>
    </div>
  </li>
)

export const Breach = ({
  breach,
  withSubject,
  children,
}: { readonly breach: BreachView; readonly children?: ReactNode } & Shown) => (
  <li className="decision">
    <div className="decision-state">
      <State mark={breach.mark} />
    </div>
    <div className="decision-text">
      {withSubject && <Subject of={breach.of} />}
      <Sentences texts={breach.sentences} />
      <p className="note">{breach.reacted}</p>
      {children}
    </div>
  </li>
)

export const DecisionList = ({ children }: { readonly children: ReactNode }) => (
  <ul className="decisions">{children}</ul>
)
