/**
 * Every week a machine of our own attacks the passwords of a quarter of the directory. One year a faster one takes its
 * place (`effects.attackMachine`), and what it breaks cannot be compared with what the old one broke.
 */
import { type Calendar, type Day, firstOf, weekday } from './calendar.ts'
import type { Truth } from './truth.ts'

/** `pace` is guesses a second. */
export type Attack = { readonly profile: string; readonly pace: number }

export const attackedSystem = 'directory'

/** Tuesdays, from a month before the first one that is shown to the last whole week. */
export const attackDays = (calendar: Calendar): readonly Day[] => {
  const first = calendar.months.find(({ index }) => index === 0)?.first ?? calendar.start
  const days = Array.from({ length: calendar.week - first }, (_, at) => first + at)
  return days.filter((day) => weekday(day) === 2)
}

/** Each account has its turn every fourth week. */
export const isTurn = (turn: number, day: Day): boolean => Math.floor(day / 7) % 4 === turn % 4

export const attackOn = (calendar: Calendar, truth: Truth, day: Day): Attack => {
  const { month, factor } = truth.effects.attackMachine
  const { pace } = truth.passwords
  return day >= (firstOf(calendar, month) ?? calendar.end)
    ? { profile: 'hybrid-2', pace: pace * factor }
    : { profile: 'hybrid-1', pace }
}

/** Whole seconds until a password breaks whose strength is the logarithm of the guesses it takes. */
export const secondsToBreak = ({ pace }: Attack, strength: number): number =>
  Math.max(1, Math.ceil(10 ** strength / pace))
