import { issueOf, nearest, type Issue } from '../issue/index.ts'
import { partnersOf } from '../term/index.ts'
import type { Construct } from './construct.ts'
import type { Programme } from './programme.ts'

type Constructs = Readonly<Record<string, Construct>>

const partnerIssues = (construct: Construct, constructs: Constructs): readonly Issue[] =>
  construct.pairedWith.flatMap((id, i) => {
    const { source } = construct
    const place = source.places[`pairedWith.${i}`] ?? source.places['pairedWith'] ?? { from: 0, to: 0 }
    const partner = Object.hasOwn(constructs, id) ? constructs[id] : undefined
    if (partner !== undefined && partner.type !== construct.type) return []
    const issue =
      partner === undefined
        ? issueOf('unknown-partner', { id, near: nearest(id, Object.keys(constructs)) }, place)
        : issueOf('pair-of-one-type', { id, type: partner.type }, place)
    return [{ ...issue, document: source.name }]
  })

/** What constructs say of the constructs they are paired with, where those are not there or of the same type. */
export const pairReferences = (constructs: Constructs): readonly Issue[] =>
  Object.values(constructs).flatMap((construct) => partnerIssues(construct, constructs))

/**
 * Adopted measures of performance of which nothing adopted says whether it helped (27004 clause 7). It is no mistake of
 * the document: a warning, which keeps nothing from being measured.
 */
export const unmeasuredEffects = ({ adopts, source }: Programme, constructs: Constructs): readonly Issue[] => {
  const adopted = adopts.flatMap(({ construct: id }) => (Object.hasOwn(constructs, id) ? (constructs[id] ?? []) : []))
  return adopted
    .filter((construct) => construct.type === 'performance' && partnersOf(construct, adopted).length === 0)
    .map((construct) => {
      const offered = partnersOf(construct, Object.values(constructs)).map(({ id }) => `“${id}”`)
      const place = source.keys[`adopts.${construct.id}`] ?? { from: 0, to: 0 }
      const said = { id: construct.id, offered: offered.slice(0, 3).join(' or ') }
      return { ...issueOf('effect-unmeasured', said, place), document: source.name }
    })
}
