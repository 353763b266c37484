/**
 * An instant as UTC text with milliseconds, whose order as text is its order in time.
 * @example instantText('2026-07-01T06:00:00+02:00') //=> '2026-07-01T04:00:00.000Z'
 */
export const instantText = (instant: string): string => {
  const at = new Date(instant)
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/.test(instant) || Number.isNaN(at.getTime())) {
    throw new Error(`“${instant}” is not an instant: it needs a date, a time and an offset`)
  }
  return at.toISOString()
}
