/** Only for tests: an organisation in which nothing exists until a test says what does. */
import type { Asset } from '../assets.ts'
import { dayOf, moment } from '../calendar.ts'
import { type Organisation, simulate } from '../organisation.ts'
import { type ConstructId, expectedOf } from './index.ts'

const emptied = (organisation: Organisation): Organisation => {
  const nouns = Object.entries(organisation).filter(([, value]) => Array.isArray(value))
  return { ...organisation, ...Object.fromEntries(nouns.map(([noun]) => [noun, []])) }
}

export const base = emptied(simulate({ until: '2026-07-01', months: 1 }))

export const june = (id: ConstructId, state: Partial<Organisation>) =>
  expectedOf(id, { ...base, ...state }, '2026-06-01', '2026-07-01')
export const quarter = (id: ConstructId, state: Partial<Organisation>) =>
  expectedOf(id, { ...base, ...state }, '2026-04-01', '2026-07-01')

export const many = <T>(count: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at))
export const on = dayOf
export const at = (day: string, minutes = 0): number => moment(dayOf(day), minutes)

export const asset = (id: string, more: Partial<Asset> = {}): Asset => ({
  id,
  type: 'server',
  os: 'Linux',
  zone: 'internal',
  critical: true,
  sensitive: false,
  scoped: true,
  owner: 'Sales',
  start: on('2020-01-01'),
  releases: [],
  ...more,
})
