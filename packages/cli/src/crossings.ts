import type { Ledger } from '@isometric/core/decide'
import { crossingsKnownAt, en, seriesOf, type CrossingNews } from '@isometric/core/report'
import type { Card } from '@isometric/core/term'
import type { Store } from '@isometric/runner/store'
import { cellOf, wrapped, type Paint } from './terminal/index.ts'

/** Changes of the status held to that became known at a moment: each is told once, by the run that made it known. */
export const crossingsOf = async (
  cards: readonly Card[],
  store: Store,
  ledger: Ledger,
  knownAt: string,
): Promise<readonly CrossingNews[]> => {
  const found: CrossingNews[] = []
  for (const card of cards) {
    const points = seriesOf(await store.results({ construct: card.id, totals: true, history: true }))
    found.push(...crossingsKnownAt(points, card, ledger, knownAt))
  }
  return found
}

/** Those that still stand; where something begins nothing has changed. */
export const crossingLines = (crossings: readonly CrossingNews[], width: number, paint: Paint): readonly string[] => {
  const shown = crossings.filter(({ isCurrent, from }) => isCurrent && from !== null)
  if (shown.length === 0) return []
  const lines = shown.flatMap(({ sentence }) => wrapped(cellOf(sentence), width))
  return [paint('strong', en.decide.crossings), ...lines, '']
}
