import { z } from 'zod'

const isDay = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'is a day such as 2026-06-30')
  .refine(isDay, 'is a day that exists')
  .meta({ format: 'date' })

const instant = z.iso.datetime({ offset: true })
const isMoment = (text: string): boolean => day.safeParse(text).success || instant.safeParse(text).success

/** A day, or an instant with an offset. */
export const asKnownOn = z
  .string()
  .refine(isMoment, 'is a day that exists, such as 2026-06-30, or an instant such as 2026-06-30T12:00:00Z')
  .optional()
  .describe('What was known on that day, or at that instant, instead of what is known now')

export const knownOn = z.strictObject({ asKnownOn })
