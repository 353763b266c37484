import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statuses, type Status } from '../term/index.ts'
import { crossingsOf } from './index.ts'

const letters: Readonly<Record<string, Status>> = {
  m: 'met',
  n: 'near',
  x: 'not met',
  '?': 'cannot tell',
  '-': 'no data',
  s: 'stale',
}
const statusesIn = (text: string): readonly Status[] =>
  text.split('').map((letter) => letters[letter] ?? 'not computable')

/** `x@3` held to not met from the period at 3 on, `<2` told since 2. */
const said = (text: string, beyond: readonly number[] = []): string =>
  crossingsOf(statusesIn(text), (place) => beyond.includes(place))
    .map(({ to, place, since }) => `${to}@${place}${since === place ? '' : `<${since}`}`)
    .join(' ')

describe('the status an indicator is held to', () => {
  test.each([
    ['', ''],
    ['mmmm', 'met@0'],
    ['x', 'not met@0'],
    ['mx', 'met@0'],
    ['mxm', 'met@0'],
    ['mxmxmxmx', 'met@0'],
    ['mxx', 'met@0 not met@2<1'],
    ['mxxmm', 'met@0 not met@2<1 met@4<3'],
    ['mnx', 'met@0 near@2<1'],
    ['mxn', 'met@0 near@2<1'],
    ['mnxx', 'met@0 near@2<1 not met@3<2'],
    ['xnm', 'not met@0 near@2<1'],
    ['xmm', 'not met@0 met@2<1'],
    ['mx?x', 'met@0 not met@3<1'],
    ['mx--sx', 'met@0 not met@5<1'],
    ['??m', 'met@2'],
    ['?-s', ''],
  ])('of %s: %s', (text, expected) => expect(said(text)).toBe(expected))

  test.each([
    ['mx', [1], 'met@0 not met@1'],
    ['mxm', [1], 'met@0 not met@1'],
    ['mxm', [1, 2], 'met@0 not met@1 met@2'],
    ['mm', [1], 'met@0'],
    ['m?', [1], 'met@0'],
  ])('of %s with %j beyond the limits: %s', (text, beyond, expected) => expect(said(text, beyond)).toBe(expected))

  /** The rule said otherwise: of any two neighbours that decide, both on one side of the status held to. */
  const slowly = (all: readonly Status[]): readonly string[] => {
    const order = ['met', 'near', 'not met']
    const known = all.map((status, place) => ({ rank: order.indexOf(status), place })).filter(({ rank }) => rank >= 0)
    const told: string[] = []
    let held = known[0]?.rank ?? 0
    // Where the status held to changed by two periods, the later one may be the first of the next two.
    known.forEach(({ rank, place }, i) => {
      const before = known[i - 1]?.rank ?? held
      const [low, high] = [Math.min(before, rank), Math.max(before, rank)]
      const next = low > held ? low : high < held ? high : held
      if (next !== held) told.push(`${order[next] ?? ''}@${place}`)
      held = next
    })
    return told
  }

  test('changes as the rule says, and each change is told once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...statuses), { maxLength: 40 }), (all) => {
        const [first, ...more] = crossingsOf(all, () => false)
        expect(more.map(({ to, place }) => `${to}@${place}`)).toEqual(slowly(all))
        const places = [first, ...more].flatMap((one) => (one === undefined ? [] : [one.place]))
        expect(new Set(places).size).toBe(places.length)
        expect(more.filter(({ from, to }) => from === to)).toEqual([])
      }),
    )
  })
})
