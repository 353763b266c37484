import { monthsFrom } from './world.ts'

/** The Parquet files that ours reads, and the months that are asked for. */
export type Tables = {
  readonly findings: string
  readonly events: string
  /** By month, the file that shows its end. */
  readonly accounts: readonly (readonly [month: string, file: string])[]
  readonly months: readonly string[]
}

/**
 * A measure written by hand. `forms`: statements that give month, unit (null: the total) and value for all months at
 * once; they say the same, and the fastest is taken. `single`: the same for one month alone.
 */
export type Rival = {
  readonly forms: (tables: Tables) => readonly string[]
  readonly single: (tables: Tables, month: string) => string
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`
const file = (path: string): string => `read_parquet(${text(path)})`
const stamp = (day: string): string => `TIMESTAMP '${day}'`
const endOf = (month: string): string => stamp(monthsFrom(month, 2)[1] ?? '')
const bounds = ({ months }: Tables): readonly [from: string, to: string] => [
  stamp(months[0] ?? ''),
  endOf(months.at(-1) ?? ''),
]
const listOf = (tables: Tables): string =>
  `p AS (SELECT * FROM (VALUES ${tables.months.map((month) => `(${stamp(month)}, ${endOf(month)})`).join(', ')}) AS p(m, e))`

const and = (...conditions: readonly (string | undefined)[]): string =>
  conditions.filter((each) => each !== undefined).join(' AND ')

type Bucketed = {
  readonly table: 'findings' | 'events'
  readonly at: string
  readonly where?: string
  readonly value?: string
  readonly mean?: boolean
}

/** What happened in a month. */
export const flow = ({ table, at, where, value, mean = false }: Bucketed): Rival => {
  const aggregate = value === undefined ? 'count(*)' : mean ? `avg(${value})` : `sum(${value})`
  const parts =
    value === undefined ? 'count(*) AS s' : mean ? `sum(${value}) AS s, count(${value}) AS n` : `sum(${value}) AS s`
  const whole = mean ? 'sum(s) / sum(n)' : 'sum(s)'
  const rows = (tables: Tables, from: string, to: string): string =>
    `${file(tables[table])} WHERE ${and(`${at} >= ${from}`, `${at} < ${to}`, where)}`
  const month = `date_trunc('month', ${at}) AS m`
  return {
    forms: (tables) => {
      const all = rows(tables, ...bounds(tables))
      return [
        `SELECT ${month}, unit, ${aggregate} AS value FROM ${all} GROUP BY GROUPING SETS ((m, unit), (m))`,
        `WITH c AS (SELECT ${month}, unit, ${parts} FROM ${all} GROUP BY ALL)
         SELECT m, unit, ${whole} AS value FROM c GROUP BY GROUPING SETS ((m, unit), (m))`,
        `WITH c AS (SELECT CAST(year(${at}) * 12 + month(${at}) AS SMALLINT) AS n12, unit, ${parts} FROM ${all} GROUP BY ALL)
         SELECT make_timestamp(CAST((n12 - 1) // 12 AS BIGINT), CAST((n12 - 1) % 12 + 1 AS BIGINT), 1, 0, 0, 0) AS m, unit, ${whole} AS value FROM c GROUP BY GROUPING SETS ((n12, unit), (n12))`,
      ]
    },
    single: (tables, day) =>
      `WITH c AS (SELECT unit, ${parts} FROM ${rows(tables, stamp(day), endOf(day))} GROUP BY ALL)
       SELECT unit, ${mean ? whole : 'coalesce(sum(s), 0)'} AS value FROM c GROUP BY GROUPING SETS ((unit), ())`,
  }
}

type Standing = { readonly where?: string; readonly value?: string; readonly older?: string }

/** What stands open at the end of a month, or has stood open for longer than `older` then. */
export const stock = ({ where, value, older }: Standing): Rival => {
  const begins = older === undefined ? 'found_at' : `found_at + ${older}`
  const amount = value === undefined ? 'count(*)' : `sum(${value})`
  const truncated = `date_trunc('month', ${begins})`
  // What was fixed before it was old enough never counts.
  const lived = older === undefined ? undefined : `(fixed_at IS NULL OR date_trunc('month', fixed_at) > ${truncated})`
  return {
    forms: (tables) => {
      const [from, to] = bounds(tables)
      const all = `${file(tables.findings)} WHERE ${and(`found_at < ${to}`, `(fixed_at IS NULL OR fixed_at >= ${from})`, where)}`
      const old = older === undefined ? '' : ` AND f.found_at < p.e - ${older}`
      return [
        `WITH ${listOf(tables)}, c AS (SELECT ${truncated} AS f, date_trunc('month', fixed_at) AS t, unit, ${amount} AS s FROM ${all} GROUP BY ALL)
         SELECT m, unit, sum(s) AS value FROM p JOIN c ON c.f <= p.m AND (c.t IS NULL OR c.t > p.m) GROUP BY GROUPING SETS ((m, unit), (m))`,
        `WITH ${listOf(tables)}, c AS (SELECT greatest(${truncated}, ${from}) AS f, date_trunc('month', fixed_at) AS t, unit, ${amount} AS s FROM ${and(all, lived)} GROUP BY ALL),
         d AS (SELECT f AS m, unit, sum(s) AS s FROM c GROUP BY ALL UNION ALL SELECT t, unit, -sum(s) FROM c WHERE t IS NOT NULL GROUP BY ALL),
         u AS (SELECT p.m, unit, coalesce(sum(s), 0) AS s FROM p CROSS JOIN (SELECT DISTINCT unit FROM c) LEFT JOIN d USING (m, unit) GROUP BY ALL),
         r AS (SELECT m, unit, sum(s) OVER (PARTITION BY unit ORDER BY m) AS s FROM u)
         SELECT m, unit, sum(s) AS value FROM r GROUP BY GROUPING SETS ((m, unit), (m))`,
        `WITH ${listOf(tables)}, c AS (SELECT m, unit, ${amount} AS s FROM p JOIN (SELECT * FROM ${all}) f ON f.found_at < p.e AND (f.fixed_at IS NULL OR f.fixed_at >= p.e)${old} GROUP BY ALL)
         SELECT m, unit, sum(s) AS value FROM c GROUP BY GROUPING SETS ((m, unit), (m))`,
      ]
    },
    single: (tables, day) => {
      const end = endOf(day)
      const limit = older === undefined ? end : `${end} - ${older}`
      return `WITH c AS (SELECT unit, ${amount} AS s FROM ${file(tables.findings)} WHERE ${and(`found_at < ${limit}`, `(fixed_at IS NULL OR fixed_at >= ${end})`, where)} GROUP BY ALL)
        SELECT unit, coalesce(sum(s), 0) AS value FROM c GROUP BY GROUPING SETS ((unit), ())`
    },
  }
}

type Pictured = { readonly where: (end: string) => string; readonly value?: string }

/** What the picture of a month's end shows. */
export const picture = ({ where, value }: Pictured): Rival => {
  const amount = value === undefined ? 'count(*)' : `sum(${value})`
  return {
    forms: ({ accounts }) => {
      const names = accounts.map(([month, name]) => `(${text(name)}, ${stamp(month)}, ${endOf(month)})`)
      const each = accounts.map(
        ([month, name]) =>
          `SELECT ${stamp(month)} AS m, unit, ${amount} AS s FROM ${file(name)} WHERE ${where(endOf(month))} GROUP BY unit`,
      )
      return [
        `WITH c AS (${each.join(' UNION ALL ')}) SELECT m, unit, sum(s) AS value FROM c GROUP BY GROUPING SETS ((m, unit), (m))`,
        `WITH f AS (SELECT * FROM (VALUES ${names.join(', ')}) AS f(filename, m, e)),
         c AS (SELECT m, unit, ${amount} AS s FROM read_parquet([${accounts.map(([, name]) => text(name)).join(', ')}], filename = true) JOIN f USING (filename) WHERE ${where('e')} GROUP BY ALL)
         SELECT m, unit, sum(s) AS value FROM c GROUP BY GROUPING SETS ((m, unit), (m))`,
      ]
    },
    single: ({ accounts }, day) => {
      const name = accounts.find(([month]) => month === day)?.[1]
      return name === undefined
        ? 'SELECT NULL AS unit, NULL AS value WHERE false'
        : `WITH c AS (SELECT unit, ${amount} AS s FROM ${file(name)} WHERE ${where(endOf(day))} GROUP BY ALL)
           SELECT unit, coalesce(sum(s), 0) AS value FROM c GROUP BY GROUPING SETS ((unit), ())`
    },
  }
}

type Spread = {
  readonly table: 'findings' | 'events'
  readonly at: string
  /** Where given, rows stand from `at` until then, and are seen at the end of every month between. */
  readonly until?: string
  readonly where?: string
  readonly value: string
  /** The same values come again and again, so that they can be counted first. */
  readonly repeats?: boolean
  /** Which quantile; none: how many different values. */
  readonly quantile?: number
}

/** From the table `c` of how often each value occurs: how many there are. */
const differentFrom = `SELECT m, unit, count(*) AS value FROM c GROUP BY m, unit
  UNION ALL SELECT m, NULL, count(*) FROM (SELECT DISTINCT m, v FROM c) GROUP BY m`

/** From the same table: the values around the place of the quantile, and what lies between them there. */
const quantileFrom = (
  quantile: number,
): string => `b AS (SELECT m, unit, v, n FROM c UNION ALL SELECT m, NULL, v, sum(n) FROM c GROUP BY m, v),
  o AS (SELECT m, unit, v, sum(n) OVER (PARTITION BY m, unit ORDER BY v) AS upto, (sum(n) OVER (PARTITION BY m, unit) - 1) * ${quantile} AS place FROM b),
  q AS (SELECT m, unit, any_value(place) AS place, min(v) FILTER (upto > floor(place)) AS low, min(v) FILTER (upto > ceil(place)) AS high FROM o GROUP BY m, unit)
  SELECT m, unit, low + (high - low) * (place - floor(place)) AS value FROM q`

/** An exact quantile, or how many different values there are. */
export const spread = ({ table, at, until, where, value, repeats = false, quantile }: Spread): Rival => {
  const aggregate = (of: string): string =>
    quantile === undefined ? `count(DISTINCT ${of})` : `quantile_cont(${of}, ${quantile})`
  const source = (tables: Tables, from: string, to: string): string => {
    const name = file(tables[table])
    return until === undefined
      ? `SELECT date_trunc('month', ${at}) AS m, unit, ${value} AS v FROM ${name} WHERE ${and(`${at} >= ${from}`, `${at} < ${to}`, where)}`
      : `SELECT p.m, unit, v FROM p JOIN (SELECT ${at} AS b, ${until} AS z, unit, ${value} AS v FROM ${name} WHERE ${and(`${at} < ${to}`, `(${until} IS NULL OR ${until} >= ${from})`, where)}) ON b < p.e AND (z IS NULL OR z >= p.e)`
  }
  /** Each row once for every month it stands through. */
  const monthly = (tables: Tables): string => {
    const [from, to] = bounds(tables)
    const ends = `least(coalesce(date_trunc('month', ${until ?? 'NULL'}), ${to}), ${to})`
    return `SELECT unnest(generate_series(greatest(date_trunc('month', ${at}), ${from}), ${ends} - INTERVAL 1 MONTH, INTERVAL 1 MONTH)) AS m, unit, ${value} AS v
      FROM ${file(tables[table])} WHERE ${and(`${at} < ${to}`, `(${until ?? 'NULL'} IS NULL OR ${until ?? 'NULL'} >= ${from})`, where)}`
  }
  return {
    forms: (tables) => {
      const rows = source(tables, ...bounds(tables))
      const first = `WITH ${listOf(tables)}`
      const twice = `SELECT m, unit, ${aggregate('v')} AS value FROM r GROUP BY m, unit UNION ALL SELECT m, NULL, ${aggregate('v')} FROM r GROUP BY m`
      const counted = `${first}, c AS (SELECT m, unit, v, count(*) AS n FROM (${rows}) GROUP BY ALL)`
      return [
        ...(until === undefined
          ? []
          : [
              `${first}, r AS (${monthly(tables)}) SELECT m, unit, ${aggregate('v')} AS value FROM r GROUP BY GROUPING SETS ((m, unit), (m))`,
            ]),
        `${first} SELECT m, unit, ${aggregate('v')} AS value FROM (${rows}) GROUP BY GROUPING SETS ((m, unit), (m))`,
        `${first}, r AS (${rows}) ${twice}`,
        `${first}, r AS MATERIALIZED (${rows}) ${twice}`,
        ...(quantile === undefined
          ? [`${counted} ${differentFrom}`]
          : repeats
            ? [`${counted}, ${quantileFrom(quantile)}`]
            : []),
      ]
    },
    single: (tables, day) => {
      const period = `WITH p AS (SELECT ${stamp(day)} AS m, ${endOf(day)} AS e)`
      return `${period} SELECT unit, ${aggregate('v')} AS value FROM (${source(tables, stamp(day), endOf(day))}) GROUP BY GROUPING SETS ((unit), ())`
    },
  }
}
