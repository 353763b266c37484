import fc from 'fast-check'

/** What generated formulas may speak of: a small table, lists and values, with the unknown among them. */
export const names = ['x', 'y', 'unknown', 'values', 'words', 'hit rows', 'start on'] as const
export const world = `{
  "x": 3, "y": -1.5, "unknown": null,
  "values": [4, 1, 2.5, null, -3, 1],
  "words": ["a", "bc", "", "Bc"],
  "hit rows": [
    {"rule": "a", "hit count": 3, "seen on": @"2026-01-05", "enabled": true},
    {"rule": "b", "hit count": null, "seen on": @"2026-02-28", "enabled": false},
    {"rule": "a", "hit count": 0, "seen on": null, "enabled": true},
    {"rule": "c", "hit count": 12, "seen on": @"2025-12-31", "enabled": null}
  ],
  "start on": @"2026-01-31"
}`

type Texts = { readonly [name in 'number' | 'truth' | 'text' | 'list' | 'day' | 'span' | 'rows']: string }

const join = (template: string, ...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((filled) => filled.reduce((text, part) => text.replace('_', () => part), template))
const pick = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts)

const comparison = pick('=', '!=', '<', '<=', '>', '>=')
const small = fc.integer({ min: 1, max: 4 }).map(String)

/**
 * Formulas as text, each part with the brackets it needs to be one operand; what binds how is asked of the reader by
 * leaving some of them out.
 */
export const { formula } = fc.letrec<Texts & { readonly formula: string }>((tie) => {
  const depth = { maxDepth: 4, depthIdentifier: 'formula' }
  const number = tie('number')
  const truth = tie('truth')
  const text = tie('text')
  const list = tie('list')
  const day = tie('day')
  const span = tie('span')
  const rows = tie('rows')
  const operator = pick('+', '-', '*', '/')
  const condition = fc.oneof(
    join('hit count _ _', comparison, number),
    join('rule _ _', pick('=', '!=', '<', '>='), text),
    join('seen on _ _', comparison, day),
    pick('enabled', 'not(enabled)', 'hit count = null', 'seen on != null'),
    join('(_ and _)', truth, pick('enabled', 'hit count > 1')),
    join('hit count in [_.._] and enabled', small, pick('5', '12')),
  )
  return {
    formula: fc.oneof(number, truth, text, list, join('string(_)', day), join('_ = _', span, span)),
    number: fc.oneof(
      depth,
      fc.integer({ min: -20, max: 20 }).map((n) => (n < 0 ? `(${n})` : String(n))),
      fc.integer({ min: 0, max: 400 }).map((n) => String(n / 8)),
      pick('x', 'y', 'unknown'),
      join('(_ _ _)', number, operator, number),
      join('_ + _ * _', small, small, small).map((sum) => `(${sum})`),
      join('(-_)', number),
      join('abs(_)', number),
      join('floor(_)', number),
      join('ceiling(_)', number),
      join('modulo(_, _)', number, small),
      join('round half up(_, 1)', number),
      join('_(_[item != null])', pick('sum', 'mean', 'min', 'max', 'median'), list),
      join('count(_)', list),
      join('string length(_)', text),
      join('_._', day, pick('year', 'month', 'day', 'weekday')),
      join('(if _ then _ else _)', truth, number, number),
    ),
    truth: fc.oneof(
      depth,
      pick('true', 'false'),
      join('(_ _ _)', number, comparison, number),
      join('(_ _ _)', text, comparison, text),
      join('(_ _ _)', day, comparison, day),
      join('(_ _ _)', span, pick('<', '=', '>='), span),
      join('(_ and _)', truth, truth),
      join('(_ or _)', truth, truth),
      join('(_ and _ or _)', truth, truth, truth),
      join('not(_)', truth),
      join('(_ between _ and _)', number, number, number),
      join('(_ in (_, > _))', number, number, number),
      join('(_ in [_.._) and _)', number, small, pick('5', '9'), truth),
      join('(_ = null)', fc.oneof(number, text, list)),
      join('list contains(_, _)', list, number),
      join('contains(_, _)', text, text),
      join('starts with(_, _)', text, text),
      join('(_ v in _ satisfies v _ _)', pick('some', 'every'), list, comparison, number),
      join('(_ r in _ satisfies r.hit count > _)', pick('some', 'every'), rows, number),
    ),
    text: fc.oneof(
      depth,
      pick('"a"', '"bc"', '"Abc"', '""', '"ä€"'),
      join('(_ + _)', text, text),
      join('upper case(_)', text),
      join('lower case(_)', text),
      join('substring(_, 1, _)', text, small),
      join('substring before(_, _)', text, text),
      join('string join(words[item != _], "-")', text),
      join('(if _ then _ else _)', truth, text, text),
    ),
    list: fc.oneof(
      depth,
      pick('values', 'values[item != null]', '[1, 2, 3]'),
      join('[_, _]', number, number),
      join('_[item _ _]', list, comparison, number),
      join('(for v in _ return v * _)', list, small),
      join('(for i in 1.._ return i + _)', small, number),
      join('(for v in [1, 2], w in [v, _] return v - w)', small),
      join('concatenate(_, _)', list, list),
      join('distinct values(_)', list),
      join('reverse(_)', list),
      join('_.hit count', rows),
    ),
    day: fc.oneof(
      depth,
      pick('@"2026-01-31"', 'date("2024-02-29")', 'start on', 'date(2025, 12, 31)'),
      join('(_ + _)', day, pick('@"P1M"', '@"P10D"', 'duration("P1Y")', '@"-P2D"')),
      join('(_ - _)', day, pick('@"P1M"', '@"P10D"')),
    ),
    span: fc.oneof(
      depth,
      pick('@"P3D"', 'duration("PT36H")', '@"-PT1H"'),
      join('(_ - _)', day, day),
      join('(_ + _)', span, span),
    ),
    rows: fc.oneof(
      depth,
      pick('hit rows'),
      join('hit rows[_]', condition),
      join('hit rows[_][_]', condition, condition),
    ),
  }
})
