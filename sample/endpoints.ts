/**
 * Agents against malware on servers, workstations and mobile devices, as their console sees them. Some systems are
 * enrolled late or never, some lie in a drawer, some have their protection switched off. The console itself stops
 * exporting in the end (`effects.silentConsole`).
 */
import type { Asset } from './assets.ts'
import { type Calendar, type Day, type Instant, moment } from './calendar.ts'
import { exposedTypes } from './malware.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'

type Days = { readonly from: Day; readonly to: Day }

export type Endpoint = {
  readonly id: string
  readonly asset: string
  /** The first day on which the console knows it; nothing where it was never enrolled. */
  readonly enrolled?: Day
  readonly protection: 'signature' | 'cloud'
  /** Whether malware for its platform is expected. */
  readonly affected: boolean
  /** Signatures are this much older than the last sign of life. */
  readonly lagMinutes: number
  /** Neither updated nor heard of. */
  readonly away: readonly Days[]
  readonly off: readonly Days[]
}
export type Protection = {
  readonly asOf: Instant
  readonly agent: boolean
  readonly realtime: boolean
  readonly seen?: Instant
  readonly signature?: Instant
}

/** The last day on which the console exported what it saw. */
export const consoleSilence = (calendar: Calendar, truth: Truth): Day => {
  const month = calendar.months.find(({ index }) => index === truth.effects.silentConsole.month)
  return (month === undefined ? calendar.end : month.first) - 1
}

const spells = (random: Random, calendar: Calendar, rate: number, median: number, start: Day): readonly Days[] =>
  calendar.months.flatMap((month) => {
    const from = random.whole(month.first, month.next - 1)
    const days = Math.max(1, Math.round(random.lognormal(median, 0.7)))
    return random.chance(rate) && from > start ? [{ from, to: from + days }] : []
  })

const endpointOf = (random: Random, calendar: Calendar, truth: Truth, asset: Asset, at: number): Endpoint => {
  const { never, daysToEnrol, away, daysAway, off } = truth.endpoints
  const enrolled = asset.start + Math.floor(random.exponential(daysToEnrol))
  const mobile = asset.type !== 'server'
  const spellsAway = spells(random, calendar, mobile ? away : away / 6, daysAway, enrolled)
  const spellsOff = spells(random, calendar, off, 8, enrolled)
  return {
    id: `ep-${String(at + 1).padStart(4, '0')}`,
    asset: asset.id,
    ...(random.chance(never) ? {} : { enrolled }),
    protection: asset.type === 'mobile' ? 'cloud' : 'signature',
    affected: asset.os !== 'Unix',
    lagMinutes: random.whole(90, 1300),
    away: spellsAway,
    off: spellsOff,
  }
}

export const endpointsOf = (
  random: Random,
  calendar: Calendar,
  truth: Truth,
  assets: readonly Asset[],
): readonly Endpoint[] =>
  assets
    .filter(({ type }) => exposedTypes.includes(type))
    .map((asset, at) => endpointOf(random, calendar, truth, asset, at))

const spellOn = (spellsOf: readonly Days[], day: Day): Days | undefined =>
  spellsOf.findLast(({ from, to }) => from <= day && day < to)

/** What the console shows in the evening of a day; nothing of what it does not know. */
export const protectionOn = (endpoint: Endpoint, day: Day): Protection | undefined => {
  const { enrolled, protection, affected, lagMinutes } = endpoint
  if (enrolled === undefined || enrolled > day) return undefined
  const asOf = moment(day, 20 * 60)
  if (!affected) return { asOf, agent: false, realtime: false }
  const gone = spellOn(endpoint.away, day)
  const seen = moment(gone?.from ?? day, 17 * 60)
  return {
    asOf,
    agent: true,
    realtime: spellOn(endpoint.off, day) === undefined,
    seen,
    ...(protection === 'signature' ? { signature: seen - lagMinutes * 60_000 } : {}),
  }
}
