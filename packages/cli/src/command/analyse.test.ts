import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isometricOn } from '../inside.ts'

const folder = mkdtempSync(join(tmpdir(), 'isometric-analyse-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fileOf = (text: string): string => {
  const file = join(folder, 'series.csv')
  writeFileSync(file, text)
  return file
}

/** Typed as unknown, for the linter trusts no matcher. */
const near = (value: number, digits: number): unknown => expect.closeTo(value, digits)
const list: unknown = expect.any(Array)

const analysed = (text: string, ...options: readonly string[]) =>
  isometricOn('2026-11-22', ['analyse', fileOf(text), ...options])

const answered = async (text: string, ...options: readonly string[]): Promise<Readonly<Record<string, unknown>>> => {
  const { out } = await analysed(text, ...options, '--json')
  return JSON.parse(out) as Readonly<Record<string, unknown>>
}

const column = (head: string, values: string): string =>
  `${head}\n${values
    .split(' ')
    .map((value, i) => `${i + 1},${value}`)
    .join('\n')}\n`

const flow = column('period,value', '49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1')
const wafers = column('period,value', '16 14 28 16 12 20 10 12 10 17 19 17 14 16 15 13 14 16 11 20 11 19 16 31 13')
const cans = column(
  'period,part,whole',
  '12 15 8 10 4 7 16 9 14 10 5 6 17 12 22 8 10 5 13 11 20 18 24 15 9 12 7 13 9 6'.replaceAll(/\d+/g, (n) => `${n},50`),
)
const rising = column('period,value', '62 65 64 69 70 74 73 77')

describe('the document', () => {
  test('XmR of NIST 6.3.2.2', async () => {
    const answer = await answered(flow)
    expect(answer).toMatchObject({
      model: 'xmr',
      limits: { centre: 50.81, upper: near(55.80409, 5), lower: near(45.81591, 5) },
      signals: [],
      variation: 'no signal',
    })
    // They rise all the same: Kendall’s S is 27, by chance in 0.0167 of all orders.
    expect(answer['sentence']).toMatch(/^No signal: no value stands out from the ones around it\. The /)
  })
  test('c of NIST 6.3.3.1: sample 24', async () =>
    expect(await answered(wafers)).toMatchObject({
      model: 'c',
      limits: { centre: 16, upper: 28, lower: 4 },
      signals: [{ rule: 'beyond limits', side: 'above', period: '24', value: 31 }],
      // Garwood of 13 events, as tables print it.
      interval: { method: 'Garwood', lower: near(6.922, 3), upper: near(22.2304, 3), level: 0.95 },
    }))
  test('p of the orange juice cans: samples 15 and 23', async () => {
    const answer = await answered(cans)
    expect(answer).toMatchObject({
      model: 'p',
      limits: { upper: near(0.410239, 6), lower: near(0.052428, 6) },
      signals: [{ period: '15' }, { period: '23' }],
    })
    // Wilson of 6 in 50.
    expect(answer).toMatchObject({ interval: { method: 'Wilson', lower: near(0.0562, 4) } })
  })
  test('trend and forecast: slope 2.0714286 (1.5 to 3), 90 is met at 14.3966, 6.3966 periods on', async () =>
    expect(await answered(rising, '--target', '90', '--better', 'higher')).toMatchObject({
      trend: {
        test: 'Mann–Kendall',
        p: near(0.0017361, 7),
        slope: near(2.0714286, 7),
        interval: { lower: 1.5, upper: 3, level: 0.95 },
      },
      forecast: { target: { at: 'least', value: 90, outcome: 'reached', periods: near(6.3966, 4) } },
      variation: 'improving',
    }))
  test('a step is told from a slope: the Nile fell once, from 1097.75 to 849.97, with 1899', async () => {
    const nile =
      '1120 1160 963 1210 1160 1160 813 1230 1370 1140 995 935 1110 994 1020 960 1180 799 958 1140 1100 1210 1150 1250 1260 1220 1030 1100 774 840 874 694 940 833 701 916 692 1020 1050 969 831 726 456 824 702 1120 1100 832 764 821 768 845 864 862 698 845 744 796 1040 759 781 865 845 944 984 897 822 1010 771 676 649 846 812 742 801 1040 860 874 848 890 744 749 838 1050 918 986 797 923 975 815 1020 906 901 1170 912 746 919 718 714 740'
    const rows = nile.split(' ').map((value, i) => `${1871 + i},${value}`)
    const answer = await answered(`period,value\n${rows.join('\n')}`, '--target', '1000', '--better', 'higher')
    expect(answer).toMatchObject({
      model: 'xmr',
      trend: { slope: near(-2.6, 6) },
      step: { at: '1899', meanBefore: near(1097.75, 8), meanAfter: near(849.972222, 6), p: near(3.591e-7, 10) },
      assurance: { verdict: 'hit and miss', by: 'limits since the step' },
    })
    expect(answer['sentence']).toContain('The level changed from about 1,098 to about 850 from 1899 on.')
  })
  test('limits are arrays where they vary, and every model says why or why not', async () => {
    const answer = await answered(
      'period,part,whole\n' + Array.from({ length: 9 }, (_, i) => `${i},5,${20 + i}`).join('\n'),
    )
    expect(answer).toMatchObject({ limits: { centre: near(45 / 216, 12), upper: list } })
    const models = answer['models'] as readonly { readonly chosen: boolean; readonly reason: string }[]
    expect(models.filter(({ chosen }) => chosen)).toHaveLength(1)
    expect(models.filter(({ reason }) => reason.length < 20)).toEqual([])
  })
  test('what is asked for is taken: model, known levels, baseline, break, rules', async () => {
    const ewma = ['--model', 'ewma', '--centre', '50', '--sigma', '2.0539', '--weight', '0.3']
    expect(await answered(flow, ...ewma)).toMatchObject({
      model: 'ewma',
      limits: { upper: near(52.588432, 6), lower: near(47.411568, 6) },
    })
    expect(await answered(rising, '--baseline', '1..4', '--model', 'xmr')).toMatchObject({ variation: 'too early' })
    expect(await answered(wafers, '--break', '13')).toMatchObject({ limits: { centre: list } })
    const known = ['--centre', '0', '--sigma', '1', '--rules']
    const spread = column('period,value', '0.5 2.1 0 2.1 -2 1 -1 0.1')
    expect(await answered(spread, ...known, 'usual')).toMatchObject({ signals: [] })
    expect(await answered(spread, ...known, 'western-electric')).toMatchObject({
      signals: [{ rule: 'two of three', from: '2', period: '4' }],
    })
  })
})

describe('for people', () => {
  test('the sentence, the chart and the reasons stay within 80 columns', async () => {
    const { exit, out } = await analysed(cans, '--better', 'lower')
    expect(exit).toBe(0)
    expect(out.split('\n').filter((line) => Array.from(line).length > 80)).toEqual([])
    expect(out.replaceAll('\n', ' ')).toContain(
      'Earlier, point 23 (48 %) is above 41.0 %, further out than chance alone goes.',
    )
    expect(out).toContain('◆ part of a signal')
    expect(out).toContain('✓ p (p chart): each value is a share of a known whole')
  })
  test.each([
    ['period,value\n2026-01,3\n', 'Too early to tell: 1 value is known, and 8 are needed'],
    [column('period,value', '0 0 0 0 0 0 0 0 0 0'), 'No signal: every value is 0.'],
    ['period,value\n1,\n2,NaN\n', 'Too early to tell: no value is known yet'],
    [column('period,part,whole', '0,0 0,0 0,0'), 'Too early to tell: no value is known yet'],
  ])('%j: %s', async (text, sentence) => {
    const { exit, out } = await analysed(text)
    expect(exit).toBe(0)
    expect(out.replaceAll('\n', ' ')).toContain(sentence)
  })
  test('rare events are drawn by the time between them, side by side', async () => {
    // An event in every third of 40 months: 13 times between, each of 2 months; the median of the geometric is 1.
    const months = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 1 : 0)).join(' ')
    const { out } = await analysed(column('period,count', months))
    expect(out).toContain('periods without an event')
    expect(
      out
        .split('\n')
        .filter((line) => line.includes('◆'))
        .join(''),
    ).toMatch(/◆(\S*◆){12}/)
    expect(out).toContain('✓ g (g chart): with about 0.35 events in each period')
  })
  test('what is told beside the answer stands on stderr, with its line', async () => {
    const { exit, err } = await analysed('period,value\n2026-03,1\n2026-01,2\n')
    expect(exit).toBe(0)
    expect(err).toContain('series-out-of-order')
    expect(err).toContain('3 │ 2026-01,2')
  })
})

describe('a wrong request', () => {
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['--model', 'xm'], 'There is no model “xm”. Did you mean “xmr”?'],
    [['--model', 'p'], 'The model p cannot be applied to this series: the values are not shares of a whole'],
    [['--better', 'up'], '--better cannot be “up”'],
    [['--of', 'apples'], '--of cannot be “apples”'],
    [['--bounds', 'much'], '--bounds cannot be “much”'],
    [['--bounds', '60..80'], 'lies outside 60 to 80'],
    [['--sigma', '0'], '--sigma cannot be “0”'],
    [['--baseline', '1..99'], '--baseline names 99, which is no period of the series'],
    [['--baseline', '5..2'], '--baseline cannot be “5..2”'],
    [['--break', 'x'], '--break names x'],
  ]
  test.each(wrong)('%j', async (options, sentence) => {
    const { exit, err, out } = await analysed(flow, ...options)
    expect([exit, out]).toEqual([2, ''])
    expect(err).toContain(sentence)
  })
  test.each([
    ['', 'it is empty'],
    ['period,value\n"1,2\n3,4\n', 'never closes'],
    ['\u0000\u0001\u0002', 'it is not a text'],
  ])('a file of %j', async (text, why) => {
    const { exit, err } = await analysed(text)
    expect(exit).toBe(2)
    expect(err).toContain(why)
  })
  test('no file, a missing file, and under --json one document', async () => {
    expect((await isometricOn('2026-11-22', ['analyse'])).err).toContain('needs a file of a series')
    const { exit, out } = await isometricOn('2026-11-22', ['analyse', join(folder, 'none.csv'), '--json'])
    expect(exit).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ issues: [{ code: 'document-unreadable' }] })
  })
})
