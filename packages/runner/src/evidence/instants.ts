import { dateOf, periodAround, type Calendar, type Snapshot } from '@isometric/core/term'
import { issueOf, type Outcome } from '@isometric/core/issue'
import type { Contract } from '@isometric/core/construct'
import { nowhere, refused } from './reading.ts'

const utc = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** `until` is the first instant the evidence no longer speaks for, `day` the local day of `asOf`. */
export type AsOf = { readonly asOf: string; readonly until: string; readonly day: string }

const dayOf = (text: string, calendar: Calendar): AsOf | undefined => {
  try {
    const { endAt } = periodAround('day', text, calendar)
    return { asOf: utc(Date.parse(endAt) - 1000), until: endAt, day: text }
  } catch {
    return undefined // a day that does not exist
  }
}

const day = /^\d{4}-\d{2}-\d{2}$/
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * The moment evidence shows. A day is all of it, so that its export counts for what ends with it; an instant, like the
 * clock where nothing is said, is itself: the rest of that day has not been seen.
 */
export const asOfFrom = (text: string | undefined, now: string, calendar: Calendar): Outcome<AsOf> => {
  const instant = (milliseconds: number): AsOf => ({
    asOf: utc(milliseconds),
    until: utc(milliseconds),
    day: dateOf(utc(milliseconds), calendar.timeZone),
  })
  const given = text ?? now
  const found = day.test(given)
    ? dayOf(given, calendar)
    : moment.test(given) && !Number.isNaN(Date.parse(given))
      ? instant(Date.parse(given))
      : undefined
  if (found === undefined) return refused(issueOf('as-of-invalid', { text: given }, nowhere))
  const today = periodAround('day', dateOf(now, calendar.timeZone), calendar)
  if (found.until > today.endAt) return refused(issueOf('as-of-in-future', { text: given }, nowhere))
  return { ok: true, value: found, issues: [] }
}

/**
 * The span a file of events speaks for unless it is said: from the month of its earliest event, because an export
 * rarely begins with an event; a full delivery goes back to the beginning of time. One without any event speaks for the
 * month it ends in: what was never handed over before does not become nothing. `earliest` is an instant or a date.
 */
export const coversOf = (
  contract: Contract,
  earliest: string | null,
  until: string,
  calendar: Calendar,
): Snapshot['covers'] => {
  if (contract.describes.kind !== 'events' || contract.delivers === 'full') return { from: null, to: until }
  const first = earliest ?? utc(Date.parse(until) - 1000)
  const local = day.test(first) ? first : dateOf(first, calendar.timeZone)
  return { from: periodAround('month', local, calendar).startAt, to: until }
}
