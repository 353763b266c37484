import { bytesOf } from './bytes.ts'

type Place = { readonly line: number; readonly column: number }
type Opening = Place & { readonly sign: '[' | '{' }
type Expected =
  | 'a value'
  | 'a value or ]'
  | 'a name in quotes'
  | 'a name in quotes or }'
  | '“:”'
  | 'a comma or the end'
  | 'the end of a text'
  | 'what may follow a backslash'

/** Where a document stops being JSON: at a sign that cannot stand there, or at its end, with something still open. */
export type JsonFault =
  | ({ readonly kind: 'sign'; readonly found: string; readonly expected: Expected } & Place)
  | ({ readonly kind: 'end'; readonly open: Opening | undefined } & Place)

const chunkBytes = 2 ** 20
/** Nobody nests this deep by intent, and what is open is kept in memory. */
const deepest = 100_000
const scalar = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/
const longestScalar = 1000

type State = {
  line: number
  column: number
  expected: Expected
  /** A number: so many digits of an escaped character are still to come. */
  inside: 'nothing' | 'text' | 'escape' | 'word' | number
  word: string
  wordAt: Place
  readonly open: Opening[]
}

const after = ({ open }: State): Expected => (open.length === 0 ? 'a value' : 'a comma or the end')
const placeOf = ({ line, column }: State): Place => ({ line, column })
const unexpected = (state: State, found: string, at: Place, expected = state.expected): JsonFault => ({
  kind: 'sign',
  found,
  expected,
  ...at,
})

const endWord = (state: State): JsonFault | undefined => {
  state.inside = 'nothing'
  const isValue = state.expected === 'a value' || state.expected === 'a value or ]'
  if (!isValue || !scalar.test(state.word)) return unexpected(state, state.word, state.wordAt)
  state.expected = after(state)
  return undefined
}

const opening = (state: State, sign: '[' | '{'): JsonFault | undefined => {
  const isValue = state.expected === 'a value' || state.expected === 'a value or ]'
  if (!isValue || state.open.length === deepest) return unexpected(state, sign, placeOf(state))
  state.open.push({ sign, ...placeOf(state) })
  state.expected = sign === '[' ? 'a value or ]' : 'a name in quotes or }'
  return undefined
}

const closing = (state: State, sign: ']' | '}'): JsonFault | undefined => {
  const first = sign === ']' ? 'a value or ]' : 'a name in quotes or }'
  const matches = state.open.at(-1)?.sign === (sign === ']' ? '[' : '{')
  if (!matches || (state.expected !== 'a comma or the end' && state.expected !== first))
    return unexpected(state, sign, placeOf(state))
  state.open.pop()
  state.expected = after(state)
  return undefined
}

const quote = (state: State): JsonFault | undefined => {
  if (state.expected === '“:”' || state.expected === 'a comma or the end') return unexpected(state, '"', placeOf(state))
  state.inside = 'text'
  return undefined
}

/** A text has ended: a name wants its colon, a value what comes after it. */
const endText = (state: State): undefined => {
  state.inside = 'nothing'
  const isName = state.expected === 'a name in quotes' || state.expected === 'a name in quotes or }'
  state.expected = isName ? '“:”' : after(state)
}

const comma = (state: State): JsonFault | undefined => {
  if (state.expected !== 'a comma or the end') return unexpected(state, ',', placeOf(state))
  state.expected = state.open.at(-1)?.sign === '[' ? 'a value' : 'a name in quotes'
  return undefined
}

const colon = (state: State): JsonFault | undefined => {
  if (state.expected !== '“:”') return unexpected(state, ':', placeOf(state))
  state.expected = 'a value'
  return undefined
}

const isBlank = (sign: string): boolean => sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t'
const ends = (sign: string): boolean => isBlank(sign) || ',:[]{}"'.includes(sign)

const outside = (state: State, sign: string): JsonFault | undefined => {
  switch (sign) {
    case '[':
    case '{':
      return opening(state, sign)
    case ']':
    case '}':
      return closing(state, sign)
    case ',':
      return comma(state)
    case ':':
      return colon(state)
    case '"':
      return quote(state)
  }
  if (isBlank(sign)) return undefined
  state.inside = 'word'
  state.word = sign
  state.wordAt = placeOf(state)
  return undefined
}

/** What follows a backslash: one sign that it gives a meaning, or the four digits of a character. */
const escaped = (state: State, sign: string): JsonFault | undefined => {
  const digits = typeof state.inside === 'number' ? state.inside : 0
  const fits = digits > 0 ? /[0-9a-fA-F]/.test(sign) : '"\\/bfnrtu'.includes(sign)
  if (!fits) return unexpected(state, sign, placeOf(state), 'what may follow a backslash')
  const left = digits > 0 ? digits - 1 : sign === 'u' ? 4 : 0
  state.inside = left === 0 ? 'text' : left
  return undefined
}

const inText = (state: State, sign: string): JsonFault | undefined => {
  if (sign < ' ') return unexpected(state, 'a line end or tab', placeOf(state), 'the end of a text')
  if (state.inside === 'escape' || typeof state.inside === 'number') return escaped(state, sign)
  if (sign === '\\') state.inside = 'escape'
  else if (sign === '"') endText(state)
  return undefined
}

const step = (state: State, sign: string): JsonFault | undefined => {
  if (state.inside === 'text' || state.inside === 'escape' || typeof state.inside === 'number')
    return inText(state, sign)
  if (state.inside === 'word' && !ends(sign)) {
    state.word += sign
    return state.word.length > longestScalar ? endWord(state) : undefined
  }
  return (state.inside === 'word' ? endWord(state) : undefined) ?? outside(state, sign)
}

const atEnd = (state: State): JsonFault | undefined => {
  const word = state.inside === 'word' && state.open.length === 0 ? endWord(state) : undefined
  if (word !== undefined) return word
  const isWhole = state.inside === 'nothing' && state.open.length === 0
  return isWhole ? undefined : { kind: 'end', open: state.open.at(-1), ...placeOf(state) }
}

/** Goes through a text once more to say where it stops being JSON; undefined: nowhere. Several documents may follow each other. */
export const jsonFault = async (file: string): Promise<JsonFault | undefined> => {
  const state: State = {
    line: 1,
    column: 1,
    expected: 'a value',
    inside: 'nothing',
    word: '',
    wordAt: { line: 1, column: 1 },
    open: [],
  }
  const decoder = new TextDecoder()
  for await (const chunk of bytesOf(file, chunkBytes))
    for (const sign of decoder.decode(chunk, { stream: true })) {
      const fault = step(state, sign)
      if (fault !== undefined) return fault
      state.column = sign === '\n' ? 1 : state.column + 1
      if (sign === '\n') state.line += 1
    }
  return atEnd(state)
}
