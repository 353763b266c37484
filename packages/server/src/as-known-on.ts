import { instantOf } from '@isometric/core/term'
import type { Source } from './source.ts'

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/**
 * What was known on a day is what was known before the next one began where the organisation is; an instant is itself.
 */
export const asKnownAt = async (
  source: Source,
  asKnownOn: string | undefined,
): Promise<{ readonly asKnownOn?: string }> => {
  if (asKnownOn === undefined) return {}
  if (asKnownOn.includes('T')) return { asKnownOn }
  const { timeZone } = await source.organisation()
  const next = Date.parse(instantOf(dayAfter(asKnownOn), timeZone))
  return { asKnownOn: new Date(next - 1).toISOString() }
}
