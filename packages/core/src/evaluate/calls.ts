import { fewestForTrend, mannKendall } from '../analyse/index.ts'
import { refuse } from '../formula/index.ts'
import { measureCalls, measureNow, placeOf, type Calls, type Noted, type View } from '../measure/index.ts'

/** Values of a measure up to now, oldest first, as places on its scale; gaps are passed over. */
const placesOf = (view: View, measure: string): readonly number[] =>
  Array.from({ length: view.depth + 1 }, (_, i) =>
    placeOf(view.look(measure, view.depth - i), view.types[measure]),
  ).filter((place) => place !== undefined)

const trend = (view: View, noted: Noted, measure: string): string | null => {
  measureNow(view, measure, noted)
  const places = placesOf(view, measure)
  const test = mannKendall(places)
  if (places.length >= fewestForTrend && test.kind === 'found') return test.direction
  noted.missing.add('series-too-short')
  return null
}

/** What a criterion may call: all that a function may, and the trend test. */
export const criterionCalls: Calls = (view, noted) => {
  const known = measureCalls(view, noted)
  return (name, args, evaluateArg) => {
    if (name !== 'trend') return known(name, args, evaluateArg)
    const [of] = args
    return of?.kind === 'name' && view.has(of.name)
      ? trend(view, noted, of.name)
      : refuse('needs the name of a measure')
  }
}
