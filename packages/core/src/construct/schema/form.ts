import { z } from 'zod'

/**
 * The pieces schemas are made of. Every piece carries, as its message, the words that end "… needs": one schema is the
 * source of the check, of the sentence and of the JSON Schema.
 */
type Shape = Readonly<Record<string, z.ZodType>>

/** Message of an unknown key: the name of the whole, then the keys it has. */
export const keysSeparator = '\n'

/** A map with these keys and no others; `of` begins a sentence ("A column"). */
export const fields = <S extends Shape>(of: string, shape: S): z.ZodObject<S, z.core.$strict> =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? [of, ...Object.keys(shape)].join(keysSeparator)
        : `keys with values (${Object.keys(shape).join(', ')})`,
  })

const solid = /\S/
export const text = (expected = 'a text') => z.string({ error: expected }).regex(solid, { error: expected })
export const pattern = (form: RegExp, expected: string) =>
  z.string({ error: expected }).regex(form, { error: expected })

/** A word YAML may take for a number or a truth. */
export const word = (expected = 'a word') => z.union([text(expected), z.number(), z.boolean()], { error: expected })
export const formula = () =>
  word('a formula, in quotes where it begins with a special character').meta({ title: 'a formula' })

const wordOfName = String.raw`\p{L}[\p{L}\p{N}]*(?: [\p{L}\p{N}]+)*`
/** The full rule of names is `name.ts`; an editor is told the pattern. */
export const name = () =>
  text('a name').meta({
    pattern: `^${wordOfName}$`,
    title: 'a name',
  })
export const namePattern = new RegExp(`^${wordOfName}$`, 'u')
/** A name that is declared elsewhere, perhaps with a path (`asset.zone`). */
export const reference = (what: string) => text(`the name of ${what}`).meta({ title: `the name of ${what}` })

/** Columns, parameters, measures: a map whose keys are names. */
export const named = <V extends z.ZodType>(expected: string, value: V) =>
  z.record(z.string().meta({ pattern: `^${wordOfName}$` }), value, { error: expected })
export const mapOf = <V extends z.ZodType>(expected: string, value: V) =>
  z.record(z.string(), value, { error: expected })
export const listOf = <V extends z.ZodType>(expected: string, value: V) => z.array(value, { error: expected })
export const someOf = <V extends z.ZodType>(expected: string, value: V) =>
  listOf(expected, value).min(1, { error: expected })

export const date = () => z.iso.date({ error: 'a date such as 2026-01-31' })
export const duration = () =>
  z.iso.duration({ error: 'a duration such as P1M (one month), P30D (30 days) or PT4H (four hours)' })
export const truth = () => z.boolean({ error: '“true” or “false”' })
export const whole = (from: number, to: number, expected: string) =>
  z.int({ error: expected }).min(from, { error: expected }).max(to, { error: expected })
export const oneOf = <const C extends readonly [string, ...string[]]>(choices: C) =>
  z.enum(choices, { error: `one of ${choices.join(', ')}` })

/** Words and digits joined by hyphens, as folders are named. */
export const slug = (expected: string) => pattern(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, expected)
/** A name of a file without its ending: no slashes, no leading dot. */
export const fileName = (expected: string) => pattern(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u, expected)
