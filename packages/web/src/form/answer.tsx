import { en, type Asks } from '@isometric/core/report'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent, type ReactNode } from 'react'
import { decide } from '../api.ts'

const words = en.decide.form

const kinds = ['justification', 'deviation', 'action'] as const
type Kind = (typeof kinds)[number]

export type Person = { readonly id: string; readonly name: string }

const Field = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <label className="field">
    <span>{label}</span>
    {children}
  </label>
)

const Day = ({ name, label }: { readonly name: string; readonly label: string }) => (
  <Field label={label}>
    <input type="date" name={name} required />
  </Field>
)

const Who = ({
  name,
  label,
  people,
}: {
  readonly name: string
  readonly label: string
  readonly people: readonly Person[]
}) => (
  <Field label={label}>
    <select name={name} required defaultValue="">
      <option value="" disabled>
        {words.choose}
      </option>
      {people.map((person) => (
        <option key={person.id} value={person.id}>
          {person.name}
        </option>
      ))}
    </select>
  </Field>
)

const Kinds = ({ kind, choose }: { readonly kind: Kind; readonly choose: (kind: Kind) => void }) => {
  const group = useId()
  return (
    <fieldset>
      <legend>{words.how}</legend>
      {kinds.map((each) => (
        <label key={each} className="choice">
          <input type="radio" name={group} checked={kind === each} onChange={() => choose(each)} />
          <span>{words.kinds[each]}</span>
        </label>
      ))}
    </fieldset>
  )
}

const said = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** A level is a number where it can be one; what it is else is told by the server. */
const levelOf = (text: string): number | string => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : text)

/** The decision as a document has it; its name is made from the key of the request. */
const decisionOf = (kind: Kind, asks: Asks, form: FormData) => {
  const { construct, group, period } = asks
  const made = { [kind]: null, construct, group, period, by: said(form, 'by'), text: said(form, 'text') }
  switch (kind) {
    case 'justification':
      return made
    case 'deviation':
      return { ...made, owner: said(form, 'owner'), until: said(form, 'until') }
    case 'action': {
      const check = { on: said(form, 'on'), expects: levelOf(said(form, 'expects')) }
      return { ...made, owner: said(form, 'owner'), due: said(form, 'due'), check }
    }
  }
}

const More = ({
  kind,
  asks,
  people,
}: {
  readonly kind: Kind
  readonly asks: Asks
  readonly people: readonly Person[]
}) =>
  kind === 'justification' ? null : (
    <>
      <Who name="owner" label={words.owner} people={people} />
      {kind === 'deviation' ? (
        <Day name="until" label={words.until} />
      ) : (
        <>
          <Day name="due" label={words.due} />
          <Day name="on" label={words.on} />
          <Field label={words.expects(asks.expects)}>
            <input name="expects" required inputMode={asks.isDuration ? 'text' : 'decimal'} autoComplete="off" />
          </Field>
        </>
      )}
    </>
  )

/** One of three answers to a breach (27004 clause 8.7), into the record. */
export const Answer = ({ asks, people }: { readonly asks: Asks; readonly people: readonly Person[] }) => {
  const [kind, choose] = useState<Kind>('justification')
  // One key for one form: sent twice, it decides once.
  const [key] = useState(() => crypto.randomUUID())
  const queries = useQueryClient()
  const sending = useMutation({
    mutationFn: (decision: object) => decide(decision, key),
    onSuccess: () => queries.invalidateQueries(),
  })
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    sending.mutate(decisionOf(kind, asks, new FormData(event.currentTarget)))
  }
  if (people.length === 0) return <p className="note">{words.nobody}</p>
  return (
    <form className="answer-form" onSubmit={send}>
      <Kinds kind={kind} choose={choose} />
      <Field label={words.why[kind]}>
        <textarea name="text" rows={3} required />
      </Field>
      <div className="answer-fields">
        <Who name="by" label={words.by} people={people} />
        <More kind={kind} asks={asks} people={people} />
      </div>
      {sending.error !== null && (
        <p role="alert" className="refused">
          {sending.error.message}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="button" disabled={sending.isPending}>
          {sending.isPending ? words.sending : words.send}
        </button>
        <span className="note">{words.lasting}</span>
      </div>
    </form>
  )
}
