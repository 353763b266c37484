import type { Result } from '@isometric/core/term'
import type { Request } from './command.ts'
import { fromStore } from './stored.ts'

/** Where an indicator stands: the newest period measured, with its value or the notes that say why there is none. */
export type Latest = Pick<Result, 'period' | 'notes'> & Pick<Result['indicator'], 'value' | 'unit' | 'status'>

const later = (a: Result, b: Result | undefined): Result => (b === undefined || a.period.end > b.period.end ? a : b)

/** By construct, all of it and not its groups; nothing where there is no workspace or it has measured nothing. */
export const latestOf = async (request: Request): Promise<Readonly<Record<string, Latest>>> => {
  const results = (await fromStore(request, (store) => store.results({ totals: true }))) ?? []
  const newest = new Map<string, Result>()
  for (const result of results) newest.set(result.construct, later(result, newest.get(result.construct)))
  return Object.fromEntries(
    [...newest].map(([construct, { period, notes, indicator }]) => {
      const { value, unit, status } = indicator
      return [construct, { period, value, unit, status, notes }]
    }),
  )
}
