import { order } from './compare.ts'
import { kindText } from './kind-text.ts'
import { boolean, typeText, type Type } from './type.ts'
import { isList, type RangeValue, type Value } from './value.ts'
import { refuse, type FormulaFunction, type Refusal } from './function.ts'

/** How the four ends of two ranges lie to each other: start to start, start to end, end to start, end to end. */
export type Ends = {
  readonly ss: -1 | 0 | 1
  readonly se: -1 | 0 | 1
  readonly es: -1 | 0 | 1
  readonly ee: -1 | 0 | 1
}
export type Holds = (ends: Ends, a: RangeValue, b: RangeValue) => boolean

const isRange = (value: Value): value is RangeValue =>
  typeof value === 'object' && value !== null && !isList(value) && value.kind === 'range'
/** A point is the range of itself alone. */
const asRange = (value: Value): RangeValue =>
  isRange(value) ? value : { kind: 'range', from: value, to: value, fromIncluded: true, toIncluded: true }

const endsOf = (a: RangeValue, b: RangeValue): Ends | Refusal | null => {
  const [ss, se, es, ee] = [order(a.from, b.from), order(a.from, b.to), order(a.to, b.from), order(a.to, b.to)]
  if (ss === 'unlike' || se === 'unlike' || es === 'unlike' || ee === 'unlike')
    return refuse('needs points and ranges of one kind that has an order')
  return ss === null || se === null || es === null || ee === null ? null : { ss, se, es, ee }
}

type Place = 'point' | 'range'
type Relation = Pick<FormulaFunction, 'name' | 'examples'> & {
  readonly forms: readonly (readonly [Place, Place])[]
  readonly holds: Holds
}

const wanted = (forms: Relation['forms'], i: 0 | 1): string => {
  const places = new Set(forms.map((form) => form[i]))
  return places.size === 2 ? 'a point or a range' : places.has('range') ? 'a range' : 'a point'
}

/** How one moment, number or range lies to another (DMN table 78). Null in an end is unknown, and so is the answer. */
export const relation = ({ name, examples, forms, holds }: Relation): FormulaFunction => {
  const refusedPlaces = (places: readonly (Place | undefined)[], texts: readonly string[]): Refusal | undefined => {
    if (places.length !== 2) return refuse(`takes ${wanted(forms, 0)} and ${wanted(forms, 1)}`)
    const fits = forms.some((form) => form.every((place, i) => places[i] === undefined || places[i] === place))
    return fits ? undefined : refuse(`needs ${wanted(forms, 0)} and ${wanted(forms, 1)}, not ${texts.join(' and ')}`)
  }
  const placeOfType = (type: Type): Place | undefined =>
    type.kind === 'unknown' || type.kind === 'null' ? undefined : type.kind === 'range' ? 'range' : 'point'
  return {
    name,
    clause: '10.3.4.9',
    parameters: forms.map(([one, other]) => (one === other ? [`${one}1`, `${other}2`] : [one, other])),
    examples,
    typeOf: (types) => refusedPlaces(types.map(placeOfType), types.map(typeText)) ?? boolean,
    value: (values) => {
      const [a = null, b = null] = values
      const refused = refusedPlaces(
        values.map((value) => (value === null ? undefined : isRange(value) ? 'range' : 'point')),
        values.map(kindText),
      )
      if (refused !== undefined || a === null || b === null) return refused ?? null
      const [one, other] = [asRange(a), asRange(b)]
      const ends = endsOf(one, other)
      return ends === null || 'refused' in ends ? ends : holds(ends, one, other)
    },
  }
}

/** The same relation seen from the other side. */
export const mirrored =
  (holds: Holds): Holds =>
  ({ ss, se, es, ee }, a, b) =>
    holds({ ss: opposite(ss), se: opposite(es), es: opposite(se), ee: opposite(ee) }, b, a)
const opposite = (n: -1 | 0 | 1): -1 | 0 | 1 => (n === 0 ? 0 : n === 1 ? -1 : 1)

/** One ends before the other begins, or where it begins without sharing the point. */
export const precedes: Holds = ({ es }, a, b) => es < 0 || (es === 0 && !(a.toIncluded && b.fromIncluded))
/** They share the point where one ends and the other begins. */
export const touches: Holds = ({ es }, a, b) => es === 0 && a.toIncluded && b.fromIncluded
export const overlap: Holds = ({ es, se }, a, b) =>
  (es > 0 || (es === 0 && a.toIncluded && b.fromIncluded)) && (se < 0 || (se === 0 && a.fromIncluded && b.toIncluded))
export const overlapBefore: Holds = ({ ss, es, ee }, a, b) =>
  (ss < 0 || (ss === 0 && a.fromIncluded && !b.fromIncluded)) &&
  (es > 0 || (es === 0 && a.toIncluded && b.fromIncluded)) &&
  (ee < 0 || (ee === 0 && (!a.toIncluded || b.toIncluded)))
export const finish: Holds = ({ ss, ee }, a, b) =>
  ee === 0 && a.toIncluded === b.toIncluded && (ss > 0 || (ss === 0 && (!a.fromIncluded || b.fromIncluded)))
export const start: Holds = ({ ss, ee }, a, b) =>
  ss === 0 && a.fromIncluded === b.fromIncluded && (ee < 0 || (ee === 0 && (!a.toIncluded || b.toIncluded)))
export const include: Holds = ({ ss, ee }, a, b) =>
  (ss < 0 || (ss === 0 && (a.fromIncluded || !b.fromIncluded))) &&
  (ee > 0 || (ee === 0 && (a.toIncluded || !b.toIncluded)))
export const coincide: Holds = ({ ss, ee }, a, b) =>
  ss === 0 && ee === 0 && a.fromIncluded === b.fromIncluded && a.toIncluded === b.toIncluded
