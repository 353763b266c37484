import { error, meant, notice } from './entry.ts'

/** Reading and evaluating a formula on its own (language.md 2). */
export const formulaCodes = {
  'formula-syntax': error(
    (p: { near: string; hint?: string | undefined }) =>
      `${p.near === '' ? 'The formula ends too early.' : `The formula cannot be read at “${p.near}”.`}${p.hint === undefined ? '' : ` ${p.hint}`}`,
  ),
  'formula-too-deep': error(() => 'The formula is nested too deeply to be read: name a part of it as a measure.'),
  'unknown-name': error(
    (p: { name: string; near?: string | undefined }) => `Nothing here is called “${p.name}”.${meant(p.near)}`,
  ),
  'unknown-function': error(
    (p: { name: string; near?: string | undefined }) => `There is no function “${p.name}”.${meant(p.near)}`,
  ),
  'not-without-brackets': error(
    (p: { written: string; write: string }) => `“${p.written}” reads as a name that nothing has: write ${p.write}.`,
  ),
  'unknown-operator': error(
    (p: { written: string; write: string }) => `There is no operator “${p.written}”: write ${p.write}.`,
  ),
  'chained-comparison': error(
    (p: { written: string }) =>
      `“${p.written}” compares the answer of a comparison: join two comparisons with “and”, use “between”, or set brackets.`,
  ),
  'ambiguous-or': error(
    (p: { variable: string; keyword: string }) =>
      `The right side of this “or” does not mention “${p.variable}”, yet “${p.keyword}” reaches over it: set brackets around what belongs to “${p.keyword}”.`,
  ),
  'joined-unary-tests': error(
    (p: { word: string }) =>
      `A test on the measure cannot be joined with “${p.word}”: write a range such as [1..5], a list of tests with commas, or a whole condition that names the measure.`,
  ),
  'not-a-function': error((p: { written: string }) => `“${p.written}” is not a function and cannot be called.`),
  'invalid-literal': error((p: { text: string; as: string }) => `“${p.text}” is not ${p.as}.`),
  'refused-arguments': error((p: { name: string; refused: string }) => `“${p.name}” ${p.refused}.`),
  'wrong-type': error(
    (p: { what: string; got: string; remedy?: string | undefined }) =>
      `${p.what}, not ${p.got}.${p.remedy === undefined ? '' : ` ${p.remedy}`}`,
  ),
  'unlike-operands': error((p: { what: string }) => `${p.what.charAt(0).toUpperCase()}${p.what.slice(1)}.`),
  'repeated-key': error((p: { key: string }) => `The context has two entries called “${p.key}”.`),
  'backward-range': error(
    (p: { written: string }) =>
      `The range “${p.written}” begins after its end; written without brackets it is gone through downwards.`,
  ),
  'division-by-zero': error(
    (p: { written: string }) => `“${p.written}” divides by zero: the result is not computable.`,
  ),
  'not-computable': error((p: { written: string; why: string }) => `“${p.written}” has no value: ${p.why}.`),
  'unsupported-user-function': error(
    () => 'Functions of your own are not part of the language: name a measure instead.',
  ),
  'unsupported-instance-of': error(
    () => '“instance of” is not part of the language: every type is known before data arrive.',
  ),
  'unsupported-positional-filter': error(
    (p: { written: string }) =>
      `“${p.written}” takes an item by its position, and rows have none: filter with a condition, or use min, max or latest.`,
  ),
  'unsupported-unary-range': error(
    (p: { written: string }) => `“${p.written}” lacks its left side: write it after “in”, or a range such as [1..5].`,
  ),
  'unsupported-now': error(
    (p: { name: string }) => `“${p.name}()” depends on the moment of computing: use period.end.`,
  ),
  'unsupported-context': error(
    () => 'A context as a result is not part of the language: return one value, or a list of values.',
  ),
  'unsupported-singleton-list': error(
    (p: { written: string }) =>
      `“${p.written}” compares a list with a single value: compare one value, or ask “list contains”.`,
  ),
  'unsupported-date-with-instant': error(
    (p: { written: string }) =>
      `“${p.written}” puts a date beside a date and time, and which day that is depends on the zone: write date(…) around the date and time.`,
  ),
  'unsupported-unknown-condition': notice(
    () =>
      'The condition of “if” is unknown, and so is the result (DMN would take “else”): say “= null” or “= true” to decide.',
  ),
  'unsupported-year': error(
    (p: { text: string }) => `“${p.text}” lies outside the years that can be computed with (-271821 to 275760).`,
  ),
  'unsupported-number': error(
    (p: { text: string }) => `“${p.text}” lies outside the numbers that can be computed with.`,
  ),
  'unsupported-pattern': error(
    (p: { pattern: string }) => `The pattern “${p.pattern}” uses a form that is not supported.`,
  ),
} as const
