import { isList, type Value } from '../../formula/index.ts'

/** An instant as the organisation's clocks showed it, so that its years, days and months are its own. */
export const inZone = (value: Value, timeZone: string): Value => {
  if (typeof value !== 'object' || value === null || isList(value) || value.kind !== 'date and time') return value
  const zoned = value.at.toZonedDateTime(value.zone === undefined || value.zone === 'Z' ? 'UTC' : value.zone)
  return { kind: 'date and time', at: zoned.withTimeZone(timeZone).toPlainDateTime(), zone: timeZone }
}
