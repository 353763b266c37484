import type { Engine } from '@isometric/runner/engine'

/**
 * What is measured over: everything follows from the seed and from how many findings there are. `pictures`: only the
 * last so many months have accounts.
 */
export type World = { readonly seed: number; readonly rows: number; readonly pictures?: number }

/** Months are told by their first day. */
export const monthsFrom = (first: string, many: number): readonly string[] =>
  Array.from({ length: many }, (_, i) => {
    const month = new Date(`${first}T00:00:00Z`)
    month.setUTCMonth(month.getUTCMonth() + i)
    return month.toISOString().slice(0, 10)
  })

export const months = monthsFrom('2021-07-01', 60)
export const pictured = months.slice(-36)
/** The month that comes later, and the one after it. */
export const [nextMonth = '', after = ''] = monthsFrom('2026-07-01', 2)

export const accountsIn = ({ rows }: World): number => Math.max(50, Math.floor(rows / 40))

/** The last day of a month. */
export const lastDay = (month: string): string => {
  const [end = ''] = monthsFrom(month, 2).slice(1)
  return new Date(Date.parse(`${end}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** A whole number below `below`, the same for the same row, seed and purpose. */
const draw = ({ seed }: World, purpose: string, below: number | string, row = 'i'): string =>
  `CAST(hash(${row}, ${seed}, '${purpose}') % ${below} AS BIGINT)`

const pick = (world: World, purpose: string, levels: readonly string[], row = 'i'): string =>
  `([${levels.map((level) => `'${level}'`).join(', ')}])[1 + ${draw(world, purpose, levels.length, row)}]`

/** Fifty units, the first ones large and the last ones small. */
const unit = (world: World, row = 'i'): string =>
  `'unit ' || lpad(CAST(1 + CAST(floor(50 * pow(${draw(world, 'unit', 1_000_000, row)} / 1e6, 1.5)) AS INTEGER) AS VARCHAR), 2, '0')`

const between = (world: World, purpose: string, from: string, to: string): string =>
  `TIMESTAMP '${from}' + to_seconds(${draw(world, purpose, `date_diff('second', TIMESTAMP '${from}', TIMESTAMP '${to}')`)})`

/** Rows `from` to `to` of the findings ever made; found between two days. A fix the export cannot know yet is empty. */
const findingsSql = (
  world: World,
  from: number,
  to: number,
  found: readonly [string, string],
  asOf: string,
): string => `
  SELECT * REPLACE (CASE WHEN fixed_at < TIMESTAMP '${asOf}' THEN fixed_at END AS fixed_at) FROM (
    SELECT *, CASE WHEN ${draw(world, 'never', 20)} > 0
      THEN found_at + to_seconds(CAST(-ln((1 + ${draw(world, 'delay', 1_000_000)}) / 1000001.0) * 5184000 AS BIGINT)) END AS fixed_at
    FROM (
      SELECT i, 'F' || i AS finding, ${unit(world)} AS unit,
        'asset ' || ${draw(world, 'asset', Math.max(50, Math.floor(world.rows / 40)))} AS asset,
        ${pick(world, 'severity', ['low', 'low', 'low', 'medium', 'medium', 'medium', 'high', 'high', 'critical'])} AS severity,
        ${pick(world, 'source', ['scanner', 'scanner', 'scanner', 'audit', 'test', 'report'])} AS source,
        ${draw(world, 'exploited', 25)} = 0 AS exploited,
        ${draw(world, 'score', 101)} AS score,
        1 + ${draw(world, 'effort', 80)} AS effort,
        ${between(world, 'found_at', ...found)} AS found_at
      FROM range(${from}, ${to}) AS r(i)))`

const first = '2021-01-01'
const newFindings = ({ rows }: World): number => Math.ceil(rows / 66)

export const exportedFindings = (world: World): string =>
  `SELECT * EXCLUDE (i) FROM (${findingsSql(world, 0, world.rows, [first, nextMonth], nextMonth)})`

/** What a month changed: findings made in it, and older ones fixed in it. */
export const changedFindings = (world: World): string => `SELECT * EXCLUDE (i) FROM (
    ${findingsSql(world, 0, world.rows, [first, nextMonth], after)} UNION ALL
    ${findingsSql(world, world.rows, world.rows + newFindings(world), [nextMonth, after], after)})
  WHERE found_at >= TIMESTAMP '${nextMonth}' OR fixed_at >= TIMESTAMP '${nextMonth}'`

const eventsSql = (world: World, from: number, to: number, days: readonly [string, string]): string => `
  SELECT 'E' || i AS event, ${between(world, 'at', ...days)} AS at, ${unit(world)} AS unit,
    ${pick(world, 'kind', ['logon', 'logon', 'logon', 'logon', 'alert', 'malware', 'transfer', 'transfer', 'change', 'scan', 'mail', 'entry'])} AS kind,
    ${pick(world, 'outcome', ['success', 'success', 'success', 'failure', 'blocked'])} AS outcome,
    'host ' || ${draw(world, 'origin', Math.max(50, Math.floor(world.rows / 200)))} AS origin,
    1 + ${draw(world, 'minutes', 600)} AS minutes, ${draw(world, 'volume', 1_000_000)} AS volume
  FROM range(${from}, ${to}) AS r(i)`

export const exportedEvents = (world: World): string => eventsSql(world, 0, world.rows, [months[0] ?? '', nextMonth])
export const newEvents = (world: World): string =>
  eventsSql(world, world.rows, world.rows + Math.ceil(world.rows / 60), [nextMonth, after])

/** Accounts at the end of a month: most stay as they were, second factors become more, some fall asleep. */
export const accountsAt = (world: World, month: string): string => {
  const nth = [...pictured, nextMonth].indexOf(month)
  const half = `i, ${Math.floor(nth / 6)}`
  return `SELECT 'account ' || i AS account, ${unit(world)} AS unit, ${draw(world, 'enabled', 10, half)} > 0 AS enabled,
    ${draw(world, 'privileged', 12)} = 0 AS privileged, ${draw(world, 'factor', 100)} < ${30 + nth} AS "second factor",
    CASE WHEN ${draw(world, 'unused', 30)} > 0 THEN TIMESTAMP '${lastDay(month)}' - to_seconds(
      CAST(pow(${draw(world, 'used', 1_000_000, half)} / 1e6, 3) * 17280000 AS BIGINT)) END AS "last used",
    1 + ${draw(world, 'entitlements', 60, half)} AS entitlements
  FROM range(${accountsIn(world)}) AS r(i)`
}

export const logonsSql = (world: World): string => `
  SELECT 'L' || i AS logon, ${between(world, 'at', '2026-01-01', nextMonth)} AS at,
    'person ' || ${draw(world, 'person', 20_000)} || '@example.org' AS person, ${unit(world)} AS unit,
    ${pick(world, 'outcome', ['success', 'success', 'failure', 'blocked'])} AS outcome,
    ${draw(world, 'seconds', 3600)} AS seconds
  FROM range(${world.rows}) AS r(i)`

const path = (file: string): string => `'${file.replaceAll("'", "''")}'`

export const exportTo = (engine: Engine, sql: string, file: string): Promise<void> =>
  engine.run(
    `COPY (${sql}) TO ${path(file)} ${file.endsWith('.csv') ? '(FORMAT csv, HEADER true)' : '(FORMAT parquet)'}`,
  )
