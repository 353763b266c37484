/**
 * How products write what the contract has in ISO 8601 and with decimal points: days and clocks of the place, decimal
 * commas. Each takes a cell of a row and leaves an empty one empty.
 */
import { wallClock } from '../calendar.ts'
import type { Cell } from './table.ts'

const writing =
  (write: (text: string) => string) =>
  (cell: Cell | undefined): string | null =>
    cell === null || cell === undefined ? null : write(String(cell))

const dayParts = (text: string) => {
  const [year = '', month = '', day = ''] = text.slice(0, 10).split('-')
  return { year, month, day }
}

/** @example dottedDay('2026-03-09') //=> '09.03.2026' */
export const dottedDay = writing((text) => {
  const { year, month, day } = dayParts(text)
  return `${day}.${month}.${year}`
})

/** @example slashedDay('2026-03-09') //=> '03/09/2026', the month first */
export const slashedDay = writing((text) => {
  const { year, month, day } = dayParts(text)
  return `${month}/${day}/${year}`
})

/** The clock on the wall, without a zone. @example localTime('2026-03-09T08:00:00Z') //=> '2026-03-09 09:00:00' */
export const localTime = writing((text) => wallClock(Date.parse(text)).replace('T', ' '))

/** @example dottedTime('2026-07-09T08:00:00Z') //=> '09.07.2026 10:00:00' */
export const dottedTime = writing((text) => {
  const local = wallClock(Date.parse(text))
  return `${dottedDay(local) ?? ''} ${local.slice(11)}`
})

/** @example epochSeconds('1970-01-02T00:00:00Z') //=> 86400 */
export const epochSeconds = (cell: Cell | undefined): number | null =>
  typeof cell === 'string' ? Date.parse(cell) / 1000 : null

/** @example commaDecimal('1234.50') //=> '1234,50' */
export const commaDecimal = writing((text) => text.replace('.', ','))

/** Thousands in dots. @example groupedComma('1234.50') //=> '1.234,50' */
export const groupedComma = writing((text) => {
  const [whole = '', rest] = text.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '.')
  return rest === undefined ? grouped : `${grouped},${rest}`
})

/** A word for yes and a word for no. */
export const yesNo =
  (yes: string, no: string) =>
  (cell: Cell | undefined): string | null =>
    cell === null || cell === undefined ? null : cell === true ? yes : no

/** The product's word for each of ours; a word that is missing here is a mistake of ours. */
export const worded =
  (words: Readonly<Record<string, string>>) =>
  (cell: Cell | undefined): string | null => {
    if (cell === null || cell === undefined) return null
    const word = words[String(cell)]
    if (word === undefined) throw new Error(`The product has no word for ${String(cell)}.`)
    return word
  }

/** How a directory names a person. @example account('p0001') //=> 'p0001@linden-hale.example' */
export const account = writing((text) => `${text}@linden-hale.example`)

/** A moment with the offset of the place. @example offsetTime('2026-07-09T08:00:00Z') //=> '2026-07-09T10:00:00+02:00' */
export const offsetTime = writing((text) => {
  const instant = Date.parse(text)
  const local = wallClock(instant)
  const hours = Math.round((Date.parse(`${local}Z`) - instant) / 3_600_000)
  return `${local}+0${hours}:00`
})

/** Coordinated universal time without saying so. @example bareTime('2026-07-09T08:00:00Z') //=> '2026-07-09 08:00:00' */
export const bareTime = writing((text) => text.slice(0, 19).replace('T', ' '))
