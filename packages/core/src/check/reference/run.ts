import type { Formula } from '../../formula/index.ts'
import { canonical } from '../../record/index.ts'
import type { Group } from '../../term/index.ts'
import type { Outline } from './contributing.ts'
import type { Evidence, KnownRow } from './evidence.ts'
import type { Binding, Thing } from './thing.ts'

/** What was seen on the way to one value. */
export type Notes = {
  /** Rows dropped because a condition was unknown, by their key; other elements are only counted. */
  readonly unknownRows: Set<string>
  unknownValues: number
  /** Elements without a value. */
  missing: number
  /** Contributing rows whose group's reference finds nothing, by their key. */
  readonly unreferenced: Set<string>
  /** Elements that reached an outermost aggregate, and those it used. */
  kept: number
  used: number
  /** Groups of the rows that contributing mentions saw. */
  readonly groups: Map<string, Group>
  isReconstructed: boolean
}
export const nothingNoted = (): Notes => ({
  unknownRows: new Set(),
  unknownValues: 0,
  missing: 0,
  unreferenced: new Set(),
  kept: 0,
  used: 0,
  groups: new Map(),
  isReconstructed: false,
})

/** What has been found once for a period need not be found again: it depends on nothing else. */
export type Memory = {
  readonly mentions: Map<Formula, readonly KnownRow[]>
  readonly tables: Map<string, readonly KnownRow[]>
  readonly computed: Map<string, Formula>
  readonly newest: Map<Formula, readonly KnownRow[]>
}
export const emptyMemory = (): Memory => ({
  mentions: new Map(),
  tables: new Map(),
  computed: new Map(),
  newest: new Map(),
})

/** One evaluation of a method: for one period, and for one group or, without `group`, for all rows. */
export type Run = {
  readonly evidence: Evidence
  readonly outline: Outline
  readonly group?: Group
  readonly notes: Notes
  readonly memory: Memory
}

/** What bare names mean (language.md 2, "Scope"). */
export type Scope = {
  /** The row a filter looks at. */
  readonly row?: Binding
  readonly item?: Thing
  readonly variables: Readonly<Record<string, Thing>>
  /** Outside every row: what has no value has a reason. */
  readonly isTop: boolean
}

export const groupText = (group: Group): string => canonical(group)
