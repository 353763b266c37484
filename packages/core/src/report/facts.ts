import type { Card } from '../term/index.ts'
import { durationText, frequencyText } from './date-words.ts'
import { en } from './message/index.ts'

/** What stands beside the answer: who, how often, which clause and controls (visual.md, Layout). */
export type Fact = { readonly label: string; readonly value: string }

const { fact: words } = en

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const listed = (label: string, values: readonly string[]): readonly Fact[] =>
  values.length === 0 ? [] : [{ label, value: values.join(', ') }]

export const factsOf = (card: Card): readonly Fact[] => [
  { label: words.type, value: card.efficiency === true ? words.efficient(words[card.type]) : words[card.type] },
  ...Object.entries(card.parties).map(([role, name]) => ({ label: words.parties[role] ?? capital(role), value: name })),
  { label: words.collect, value: frequencyText(card.frequency.collect) },
  { label: words.analyse, value: frequencyText(card.frequency.analyse) },
  { label: words.report, value: frequencyText(card.frequency.report) },
  { label: words.revise, value: frequencyText(card.frequency.revise) },
  { label: words.valid, value: durationText(card.frequency.valid) },
  { label: words.direction, value: card.indicator.direction },
  ...card.parameters.map(({ name, value, meaning }) => ({
    label: capital(name),
    value: words.parameter(parameterText(value), meaning),
  })),
  ...listed(words.pairedWith, card.pairedWith),
  ...listed(words.controls, card.controls),
  ...(card.annexB === null ? [] : [{ label: words.annexB, value: card.annexB }]),
  { label: words.version, value: card.version },
]

/** A duration literal reads as a duration; any other value as written. */
const parameterText = (value: string): string => {
  const [, iso] = /^(?:duration\("|@")?(P[\dTYMWDHS]+)"?\)?$/.exec(value.trim()) ?? []
  return iso === undefined ? value : durationText(iso)
}
