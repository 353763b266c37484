import {
  asRatios,
  evaluate,
  isList,
  refuse,
  type Formula,
  type Refusal,
  type Type,
  type Value,
} from '../../formula/index.ts'
import type { CheckedConstruct } from '../checked.ts'

/** Values of base measures at a step, 0 being now; what is set over them, such as a measure under probe. */
export type World = {
  readonly base: (name: string, back: number) => number
  readonly over: Readonly<Record<string, number>>
}

/** A number as a value of the measure's type. */
const valueOfType = (number: number, type: Type | undefined): Value => {
  if (type?.kind === 'duration')
    return type.of === 'days' ? { kind: 'days', seconds: number * 3600 } : { kind: 'months', months: number }
  if (type?.kind === 'level') return type.levels[Math.min(type.levels.length - 1, Math.floor(number / 20))] ?? null
  if (type?.kind === 'boolean') return number > 0
  return type?.kind === 'number' && type.percent === true ? number / 100 : number
}

const amount = (value: Value): number | null => {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null
  return value.kind === 'days' ? value.seconds : value.kind === 'months' ? value.months : null
}

/** A measure's value in a world, computed through functions; null where it has none. */
const look = (name: string, back: number, world: World, checked: CheckedConstruct): Value | undefined => {
  const method = checked.baseMeasures.find((each) => each.name === name)
  const derived = checked.derivedMeasures.find((each) => each.name === name)
  const type = (method ?? derived)?.type
  const set = back === 0 ? world.over[name] : undefined
  if (set !== undefined) return valueOfType(set, type)
  if (method !== undefined) return valueOfType(world.base(name, back), type)
  if (derived !== undefined) return valueIn(derived.formula, back, world, checked)
  const parameter = checked.parameters[name]
  return parameter?.value ?? Object.values(parameter?.values ?? {})[0]
}

const share = (part: Value, whole: Value): Value => {
  const [a, b] = [amount(part), amount(whole)]
  return a === null || b === null || b === 0 || a > b ? null : a / b
}

const goes: Readonly<Record<string, (from: number, to: number) => boolean>> = {
  rising: (from, to) => to > from,
  falling: (from, to) => to < from || (from === 0 && to === 0),
  steady: (from, to) => to === from,
}

/** Values of a measure from `steps` back to now. */
const course = (name: string, steps: number, back: number, world: World, checked: CheckedConstruct): readonly Value[] =>
  Array.from({ length: steps }, (_, i) => look(name, back + steps - 1 - i, world, checked) ?? null)

const difference = (now: Value | undefined, then: Value | undefined): Value => {
  if (typeof now === 'number' && typeof then === 'number') return now - then
  const [a, b] = [amount(now ?? null), amount(then ?? null)]
  return a === null || b === null ? null : { kind: 'days', seconds: a - b }
}

type Call = { readonly name: string; readonly args: readonly Formula[]; readonly given: (at: Formula) => Value }

/** What series functions and `share` answer; undefined for any other. */
const callIn = (
  { name, args, given }: Call,
  back: number,
  world: World,
  checked: CheckedConstruct,
): Value | Refusal | undefined => {
  const [first, second] = args
  if (name === 'share') return first === undefined || second === undefined ? null : share(given(first), given(second))
  const direction = goes[name]
  if (direction === undefined && !['previous', 'change', 'last', 'trend'].includes(name)) return undefined
  const steps = second === undefined ? 1 : given(second)
  if (first?.kind !== 'name' || typeof steps !== 'number') return refuse('needs the name of a measure')
  if (name === 'previous') return look(first.name, back + steps, world, checked) ?? null
  if (name === 'change')
    return difference(look(first.name, back, world, checked), look(first.name, back + steps, world, checked))
  if (name === 'last') return course(first.name, steps, back, world, checked)
  if (direction === undefined) return null
  const amounts = course(first.name, steps + 1, back, world, checked).map(amount)
  return (
    amounts.every((each) => each !== null) && amounts.slice(1).every((to, i) => direction(amounts[i] ?? 0, to ?? 0))
  )
}

const valueIn = (formula: Formula, back: number, world: World, checked: CheckedConstruct): Value =>
  evaluate(formula, {
    name: (name) => look(name, back, world, checked),
    call: (name, args, given) => callIn({ name, args, given: (at) => given(at) }, back, world, checked),
  }).value

/** What the newest criteria say in a world; undefined where they cannot tell. */
export const statusIn = (world: World, checked: CheckedConstruct): 'met' | 'near' | 'not met' | undefined => {
  const set = checked.criteria.at(-1)
  if (set === undefined) return undefined
  const holds = (condition: typeof set.met): Value =>
    valueIn(asRatios(condition.formula, condition.percentSpans), 0, world, checked)
  const met = holds(set.met)
  if (typeof met !== 'boolean') return undefined
  if (met) return 'met'
  const near = set.near === undefined ? false : holds(set.near)
  if (typeof near !== 'boolean') return undefined
  if (near) return 'near'
  const notMet = set.notMet === undefined ? true : holds(set.notMet)
  return notMet === true ? 'not met' : undefined
}

/** The indicator's value in a world, as a number. */
export const indicatorIn = (world: World, checked: CheckedConstruct): number | null => {
  const value = look(checked.construct.indicator.measure, 0, world, checked)
  return value === undefined || isList(value) ? null : amount(value)
}
