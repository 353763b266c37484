/** B.15: what people did with simulated attacks, by scenario, and the click rate in a mix of difficulties that stays the same. */
import { type Attempt, type Difficulty, scenarios } from '../attempts.ts'
import type { Instant } from '../calendar.ts'
import { type Expect, grouped, mean, share, within } from './expected.ts'

const answerTime = 14 * 86_400_000
const weights = { click: 0.4, silence: 0.2, disclosure: 0.4 }
const standard: readonly (readonly [Difficulty, number])[] = [
  ['least', 0.3],
  ['moderate', 0.5],
  ['very', 0.2],
]

const inTime = ({ delivered }: Attempt, at: Instant | undefined): boolean =>
  delivered !== undefined && at !== undefined && at <= delivered + answerTime

const clickedIn = (among: readonly Attempt[]): number => among.filter((one) => inTime(one, one.clicked)).length

const scoreOf = (click: number | null, silence: number | null, disclosure: number | null): number | null =>
  click === null || silence === null || disclosure === null
    ? null
    : 100 * (1 - (weights.click * click + weights.silence * silence + weights.disclosure * disclosure))

export const keyOf = ({ scenario, difficulty }: Pick<Attempt, 'scenario' | 'difficulty'>): string =>
  `${scenario} | ${difficulty}`

export const socialEngineering: Expect = ({ attempts }, { from, to }) =>
  grouped(
    attempts.filter(({ delivered }) => within(delivered, from, to)),
    scenarios.map(({ name, difficulty }) => keyOf({ scenario: name, difficulty })),
    keyOf,
    (all) => {
      const counted = all.filter(({ scanned }) => !scanned)
      const reported = counted.filter((one) => inTime(one, one.reported)).length
      const disclosed = counted.filter((one) => inTime(one, one.disclosed)).length
      const strata = new Map(
        standard.map(([level]) => [level, counted.filter(({ difficulty }) => difficulty === level)]),
      )
      const [easy = [], moderate = [], hard = []] = standard.map(([level]) => strata.get(level) ?? [])
      const rates = standard.map(([level, weight]) => {
        const among = strata.get(level) ?? []
        const rate = share(clickedIn(among), among.length)
        return rate === null ? null : weight * rate
      })
      const perScenario = [...Map.groupBy(counted, ({ scenario }) => scenario).values()]
      const clicks = clickedIn(counted)
      const click = share(clicks, counted.length)
      const silence = share(counted.length - reported, counted.length)
      const disclosure = share(disclosed, counted.length)
      return {
        attempts: counted.length,
        clicks,
        'reported attempts': reported,
        disclosures: disclosed,
        'easy attempts': easy.length,
        'easy clicks': clickedIn(easy),
        'moderate attempts': moderate.length,
        'moderate clicks': clickedIn(moderate),
        'hard attempts': hard.length,
        'hard clicks': clickedIn(hard),
        'unrated attempts': 0,
        'click share over scenarios': mean(perScenario.map((among) => clickedIn(among) / among.length)),
        'left out': all.length - counted.length,
        'scanner clicks': all.length - counted.length,
        'click share': click,
        'silence share': silence,
        'disclosure share': disclosure,
        preparedness: scoreOf(click, silence, disclosure),
        'standardised click rate': rates.reduce<number | null>(
          (all, rate) => (all === null || rate === null ? null : all + rate),
          0,
        ),
      }
    },
  )
