import { describe, expect, test } from 'vitest'
import { readContract, type Contract } from '../construct/index.ts'
import { readFormula, typeText, type Formula, typeOfValue } from '../formula/index.ts'
import type { Issue } from '../issue/index.ts'
import { contextOf, resolveMethod } from './method.ts'
import type { CheckedParameter } from './checked.ts'
import { unitOfType } from './unit-of-type.ts'

const contract = (text: string): readonly [string, Contract] => {
  const outcome = readContract('contract.yaml', text)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues))
  return [outcome.value.name, outcome.value]
}

const contracts = Object.fromEntries([
  contract(`contract: rules
entity: rule
describes: state
key: [firewall, rule]
columns:
  firewall: { type: text, role: dimension }
  rule: { type: text }
  action: { type: nominal, levels: [allow, deny] }
  enabled: { type: boolean }
  created at: { type: date and time, optional: true }
  expires on: { type: date, optional: true }
`),
  contract(`contract: hits
entity: reading
describes: { events: { at: to at } }
key: [firewall, rule, to at]
columns:
  firewall: { type: text, role: dimension }
  rule: { type: text }
  to at: { type: date and time }
  packets: { type: number, unit: packet }
`),
  contract(`contract: findings
entity: finding
describes: { records: { from: first seen, to: fixed at } }
key: [finding]
subject: [asset]
columns:
  finding: { type: text }
  asset: { type: text, of: assets }
  severity: { type: ordinal, levels: [low, medium, high] }
  cvss base: { type: number, scale: ordinal }
  first seen: { type: date and time }
  fixed at: { type: date and time, optional: true }
  due on: { type: date, optional: true }
  temperature: { type: number, scale: interval, unit: celsius }
  cost: { type: money, currency: EUR }
  effort: { type: duration }
`),
  contract(`contract: assets
entity: asset
describes: { records: { from: service start, to: retired on } }
key: [asset]
columns:
  asset: { type: text }
  zone: { type: nominal, levels: [dmz, lan], role: dimension }
  service start: { type: date }
  retired on: { type: date, optional: true }
`),
  contract(`contract: scopes
entity: scope
describes: { part: { of: findings } }
key: [finding, line]
columns:
  finding: { type: text, of: findings }
  line: { type: text }
`),
])

const duration = (kind: 'days' | 'months', amount: number): CheckedParameter => {
  const value = kind === 'days' ? ({ kind, seconds: amount } as const) : ({ kind, months: amount } as const)
  return { value, type: typeOfValue(value) }
}
const { value: day, type } = duration('days', 86400)
const target: CheckedParameter = { type, by: 'severity', values: { low: day ?? null, high: day ?? null } }
const parameters = { window: duration('months', 6), grace: duration('days', 86400), target }
const names = [
  ...Object.keys(contracts),
  ...Object.values(contracts).flatMap((each) => each.columns.map((column) => column.name)),
  ...Object.keys(parameters),
  'period',
]

const read = (text: string): { readonly formula?: Formula; readonly issues: readonly Issue[] } => {
  const outcome = readFormula(text, names)
  return outcome.ok ? { formula: outcome.value, issues: outcome.issues } : { issues: outcome.issues }
}

const checked = (
  text: string,
): { readonly issues: readonly Issue[]; readonly type: string; readonly unit: string | null } => {
  const { formula, issues } = read(text)
  if (formula === undefined) return { issues, type: '', unit: null }
  const found: Issue[] = [...issues]
  const context = contextOf({
    contracts,
    declared: Object.keys(contracts),
    parameters,
    accept: {},
    issues: found,
    periodDays: 30.4,
    unitDeclared: false,
    used: { parameters: new Set(), tables: new Set(), accepted: new Set() },
  })
  const method = resolveMethod(formula, context)
  return { issues: found, type: typeText(method.type), unit: unitOfType(method.type) }
}

describe('what a method measures', () => {
  test.each([
    ['count(rules)', 'number of rule', 'rule'],
    ['count(rules[enabled])', 'number of rule', 'rule'],
    ['count(distinct values(findings.asset))', 'number of asset', 'asset'],
    ['count(distinct values(rules.firewall))', 'number of firewall', 'firewall'],
    ['sum(hits.packets)', 'number of packet', 'packet'],
    ['sum(hits.packets) / count(rules)', 'number of packet/rule', 'packet/rule'],
    ['sum(findings.cost)', 'number of EUR', 'EUR'],
    ['count(rules) ** 2', 'number of rule^2', 'rule^2'],
    ['sqrt(count(rules) ** 2 + 4 * count(rules) ** 2)', 'number of rule', 'rule'],
    ['sum(hits.packets) * count(rules) ** -1', 'number of packet/rule', 'packet/rule'],
    ['mean(findings.temperature)', 'number of celsius', 'celsius'],
    ['max(findings.severity)', 'ordinal level', null],
    ['median(findings.severity)', 'ordinal level', null],
    ['mean(findings.effort)', 'duration', 's'],
    ['sum(findings[age > grace].effort)', 'duration', 's'],
    ['covered(for f in ever(findings) return [f.first seen..f.fixed at))', 'duration', 's'],
    ['count(findings[age > target])', 'number of finding', 'finding'],
    [
      'count((for r in rules return sum(hits[firewall = r.firewall and rule = r.rule].packets))[item = 0])',
      'number of rule',
      'rule',
    ],
    [
      'count(rules[some h in recent(hits, window) satisfies h.firewall = firewall and h.rule = rule])',
      'number of rule',
      'rule',
    ],
    ['count(findings[asset.zone = "dmz"])', 'number of finding', 'finding'],
    ['count(ever(findings)[due on in period])', 'number of finding', 'finding'],
    ['count(findings[severity >= "medium"])', 'number of finding', 'finding'],
    ['count(rules[created at < period.end - window])', 'number of rule', 'rule'],
    ['count(rules[expires on < period.end])', 'number of rule', 'rule'],
    ['max(for a in assets return count(findings[asset = a.asset]))', 'number of finding', 'finding'],
    ['count(known(findings, period.year.start)[due on in period])', 'number of finding', 'finding'],
    ['percentile(findings.effort, 95)', 'duration', 's'],
    ['sum(for s in steps([period.start..period.end), duration("P7D")) return 1)', 'number', null],
    ['count(rules[some d in steps(period, duration("P7D")) satisfies created at in d])', 'number of rule', 'rule'],
    ['count(rules[some d in steps(period, duration("P7D")) satisfies d.start < created at])', 'number of rule', 'rule'],
    ['count(latest(findings[severity = "high"]))', 'number of finding', 'finding'],
    ['sum(for f in findings return overlap([f.first seen..f.fixed at), [period.start..period.end)))', 'duration', 's'],
  ])('%s is a %s', (text, type, unit) => {
    const found = checked(text)
    expect(found.issues).toEqual([])
    expect([found.type, found.unit]).toEqual([type, unit])
  })
})

describe('what is refused, and where', () => {
  test.each([
    // names and scope (language.md 2)
    ['count(rule)', 'unknown-name', 'rule'],
    ['count(rules[enabld])', 'unknown-column', 'enabld'],
    ['count(rules[sum(hits[rule = rule].packets) = 0])', 'same-column', 'rule = rule'],
    ['count(rules[some rule in hits satisfies rule.packets > 0])', 'shadowed-name', 'rule'],
    ['sum(for firewall in rules return 1)', 'shadowed-name', 'firewall'],
    ['count(rules[count(hits[action = "deny"]) > 0])', 'outer-row', 'action'],
    ['count(rules[some h in hits satisfies h.rul = rule])', 'unknown-column', 'rul'],
    ['count(findings[asset.zon = "dmz"])', 'unknown-column', 'zon'],
    ['count(rules[enabled.x])', 'not-a-row', 'x'],
    // scales (language.md 3)
    ['mean(findings.severity)', 'mean-of-ordinal', 'mean(findings.severity)'],
    ['mean(findings.cvss base)', 'mean-of-ordinal', 'mean(findings.cvss base)'],
    ['sum(findings.cvss base)', 'ordinal-arithmetic', 'sum(findings.cvss base)'],
    ['sum(findings.temperature)', 'interval-ratio', 'sum(findings.temperature)'],
    ['max(rules.action)', 'nominal-arithmetic', 'max(rules.action)'],
    ['count(rules[action > "allow"])', 'cannot-order', 'action'],
    ['count(rules[action = "alow"])', 'unknown-level', '"alow"'],
    ['count(rules[rule = ""])', 'blank-is-null', 'rule = ""'],
    ['count(rules[not(firewall in ("a", ""))])', 'blank-is-null', 'firewall in ("a", "")'],
    ['sum(for f in findings return f.cvss base * 2)', 'ordinal-arithmetic', 'f.cvss base'],
    [
      'mean(for a in assets return count(findings[asset = a.asset]) / count(ever(findings)[asset = a.asset]))',
      'mean-of-ratios',
      'mean(for a in assets return count(findings[asset = a.asset]) / count(ever(findings)[asset = a.asset]))',
    ],
    // units
    ['count(rules) + count(hits)', 'unit-mismatch', 'count(rules) + count(hits)'],
    ['count(rules) - sum(hits.packets)', 'unit-mismatch', 'count(rules) - sum(hits.packets)'],
    ['count(rules[count(hits) > count(findings)])', 'unit-mismatch', 'count(hits) > count(findings)'],
    ['count(for r in rules, h in hits return 1)', 'unit-needed', 'count(for r in rules, h in hits return 1)'],
    ['sqrt(count(rules))', 'cannot-apply', 'sqrt(count(rules))'],
    ['count(rules) ** 0.5', 'cannot-calculate', 'count(rules) ** 0.5'],
    ['count(rules) ** 2 + count(rules)', 'unit-mismatch', 'count(rules) ** 2 + count(rules)'],
    ['2 ** count(rules)', 'cannot-calculate', '2 ** count(rules)'],
    // dates
    ['count(findings[due on < first seen])', 'date-with-instant', 'due on < first seen'],
    ['count(findings[fixed at - first seen > window])', 'months-with-days', 'fixed at - first seen > window'],
    ['count(findings[first seen + 3 > fixed at])', 'cannot-calculate', 'first seen + 3'],
    ['count(rules[enabled = 1])', 'cannot-compare', 'enabled = 1'],
    // windows (language.md 4)
    ['count(ever(rules))', 'window-on-state', 'ever(rules)'],
    ['count(opened(hits))', 'window-needs-records', 'opened(hits)'],
    ['count(ever(scopes))', 'window-on-part', 'ever(scopes)'],
    ['count(recent(hits[packets > 0], window))', 'window-of-list', 'hits[packets > 0]'],
    ['count(recent(hits, 3))', 'not-constant', '3'],
    ['count(rules[expires on - date("2026-01-01") > target])', 'parameter-without-row', 'target'],
    ['sum(for f in findings return f.effort + target)', 'parameter-without-row', 'target'],
    ['count(hits[to at >= period.end - duration("P6M")])', 'outside-window', 'to at >= period.end - duration("P6M")'],
    ['count(hits[to at < period.start])', 'outside-window', 'to at < period.start'],
    ['count(latest(hits))', 'latest-without-subject', 'latest(hits)'],
    // forms
    ['rules', 'table-as-value', 'rules'],
    ['count(rules[hits])', 'table-as-value', 'hits'],
    ['sum(rules)', 'wrong-arguments', 'sum(rules)'],
    ['covered(hits.packets)', 'wrong-arguments', 'covered(hits.packets)'],
    ['count(rules[created at])', 'not-a-condition', 'created at'],
    ['count(3)', 'not-a-table', '3'],
    ['previous(rules)', 'not-in-method', 'previous'],
    ['contt(rules)', 'unknown-function', 'contt'],
    [
      'count(rules[every h in hits satisfies h.packets > 0])',
      'every-over-nothing',
      'every h in hits satisfies h.packets > 0',
    ],
    [
      'sum(for f in findings, g in ever(findings) return overlap([f.first seen..f.fixed at), [g.first seen..g.fixed at)))',
      'pairwise-overlap',
      'sum(for f in findings, g in ever(findings) return overlap([f.first seen..f.fixed at), [g.first seen..g.fixed at)))',
    ],
    // readers' traps, told before anything is resolved
    ['count(rules[expires on < today()])', 'unsupported-now', 'today()'],
    ['count(rules[created at < now()])', 'unsupported-now', 'now()'],
    ['count(rules[not enabled])', 'not-without-brackets', 'not enabled'],
  ])('%s: %s', (text, code, place) => {
    const issues = checked(text).issues.filter((issue) => issue.code === code)
    expect(issues.map(({ span }) => text.slice(span.from, span.to))).toContain(place)
  })

  test.each([
    ['count(rules[some hits in hits satisfies hits.rule = rule])'],
    ['count(findings[date(first seen) > due on])'],
    ['count(hits[to at >= period.end - duration("P7D")])'],
  ])('nothing in %s', (text) => expect(checked(text).issues).toEqual([]))
})
