import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readExample, type Construct, type Library } from '@isometric/core/construct'
import { periodNamed, type Card, type Result } from '@isometric/core/term'
import type { Request } from './command.ts'
import { fromStore } from './stored.ts'

/** Values for the symbols of a construct: one period of all of it, and where they are from. */
export type Numbers = {
  readonly from: 'workspace' | 'example'
  readonly card: Card
  readonly result: Result
}

/** The newest period that has a value; where none has, the newest. */
const telling = (results: readonly Result[]): Result | undefined => {
  const whole = results
    .filter(({ group }) => Object.keys(group).length === 0)
    .toSorted((a, b) => (a.period.end < b.period.end ? 1 : -1))
  return whole.find(({ indicator }) => indicator.value !== null) ?? whole[0]
}

const numbersOf = (from: Numbers['from'], card: Card | undefined, results: readonly Result[]): Numbers | undefined => {
  const result = telling(results)
  return card === undefined || result === undefined ? undefined : { from, card, result }
}

/** What a workspace has measured; undefined where there is no workspace or it has measured nothing of the construct. */
const measuredIn = (request: Request, id: string): Promise<Numbers | undefined> =>
  fromStore(request, async (store) => {
    const [card] = await store.cards({ construct: id })
    return numbersOf('workspace', card, await store.results({ construct: id }))
  })

/** The construct's own evidence, measured now; undefined where there is none, or where it is not in order. */
const workedExample = async (construct: Construct, library: Library): Promise<Numbers | undefined> => {
  const folder = dirname(construct.source.name)
  const file = join(folder, 'expected.yaml')
  if (!existsSync(file) || !existsSync(join(folder, 'evidence'))) return undefined
  const example = readExample(await readFile(file, 'utf8'))
  if (example === undefined) return undefined
  const calendar = { timeZone: example.timeZone, firstMonth: example.firstMonth }
  const bounds = example.periods
    .flatMap((name) => periodNamed(name, calendar) ?? [])
    .flatMap(({ start, end }) => [start, end])
    .toSorted()
  const { measureExample } = await import('@isometric/runner/example')
  try {
    const span = { from: bounds[0] ?? '', to: bounds.at(-1) ?? '' }
    const found = await measureExample({
      construct: construct.id,
      library,
      folder,
      calendar,
      span,
      knownOn: [undefined],
    })
    const measured = found.get(undefined)
    return numbersOf('example', measured?.card, measured?.results ?? [])
  } catch {
    // An example that cannot be measured is told by its tests; the text is shown without numbers.
    return undefined
  }
}

/** Live numbers where a workspace has them, else those of the worked example. */
export const numbersFor = async (
  request: Request,
  construct: Construct,
  library: Library,
): Promise<Numbers | undefined> =>
  (await measuredIn(request, construct.id)) ?? (await workedExample(construct, library))
