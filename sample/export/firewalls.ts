import { dayAt, isoDay, isoInstant } from '../calendar.ts'
import { dottedDay, dottedTime, offsetTime, worded, yesNo } from './local.ts'
import { each, orNull, type Product, type Table, written } from './table.ts'

/** The rule base as a firewall manager prints it: what is disabled, not what is enabled; local time; the interface group tells the border. */
const ruleBase: Product = {
  mapping: 'firewall-rules',
  headers: [
    'Device',
    'Rule ID',
    'No',
    'Name',
    'Action',
    'Disabled',
    'Zone pair',
    'Created',
    'Owner tag',
    'Schedule end',
    'Exception until',
  ],
  records: each((row) => ({
    Device: row['firewall'] ?? null,
    'Rule ID': row['rule'] ?? null,
    No: row['position'] ?? null,
    Name: row['name'] ?? null,
    Action: worded({ allow: 'Allow', deny: 'Deny' })(row['action']),
    Disabled: yesNo('no', 'yes')(row['enabled']),
    'Zone pair': yesNo('untrust -> trust', 'trust -> trust')(row['is border']),
    Created: dottedTime(row['created at']) ?? 'before migration',
    'Owner tag': row['owner'] ?? null,
    'Schedule end': dottedDay(row['expires on']) ?? 'none',
    'Exception until': dottedDay(row['waived until']),
  })),
  layout: { separator: ';', mark: true },
}

export const firewallRules: Table = {
  contract: 'firewall rules',
  folder: 'firewall-rules',
  source: 'firewalls',
  format: 'csv',
  rhythm: 'month',
  columns: [
    'firewall',
    'rule',
    'position',
    'name',
    'action',
    'enabled',
    'is border',
    'created at',
    'owner',
    'expires on',
    'waived until',
  ],
  ahead: ['expires on', 'waived until'],
  rows: ({ rules, truth }, day) =>
    truth.firewalls.flatMap(({ name }) =>
      rules
        .filter((rule) => rule.firewall === name && dayAt(rule.created) <= day && (rule.removed ?? day + 1) > day)
        .map((rule, at) => ({
          firewall: rule.firewall,
          rule: rule.id,
          position: at + 1,
          name: rule.name,
          action: rule.action,
          enabled: (rule.disabled ?? day + 1) > day,
          'is border': rule.border,
          'created at': rule.ageKnown ? isoInstant(rule.created) : null,
          owner: rule.owner,
          'expires on': written(rule.expires, isoDay),
          'waived until': written(rule.exceptions.findLast(({ granted }) => granted <= day)?.until, isoDay),
        })),
    ),
  product: ruleBase,
}

/** Hit counters, read by a script: one document a line, times with the offset of the place. */
const counters: Product = {
  mapping: 'rule-hit-count',
  headers: ['device', 'ruleId', 'since', 'readAt', 'hitCount', 'resetAt', 'member'],
  records: each((row) => ({
    device: row['firewall'] ?? null,
    ruleId: row['rule'] ?? null,
    since: offsetTime(row['from at']),
    readAt: offsetTime(row['to at']),
    hitCount: row['hits'] ?? null,
    resetAt: offsetTime(row['counter reset at']),
    member: row['ha member'] ?? null,
  })),
}

export const firewallRuleHits: Table = {
  contract: 'firewall rule hits',
  folder: 'firewall-rule-hits',
  source: 'firewalls',
  format: 'ndjson',
  rhythm: 'quarter',
  slices: true,
  columns: ['firewall', 'rule', 'from at', 'to at', 'hits', 'counter reset at', 'ha member'],
  rows: ({ rules }, day, after) =>
    rules
      .flatMap((rule) => rule.readings.map((reading) => ({ rule, reading })))
      .filter(({ reading }) => dayAt(reading.to) > after && dayAt(reading.to) <= day)
      .toSorted((a, b) => a.reading.to - b.reading.to)
      .map(({ rule, reading }) => ({
        firewall: rule.firewall,
        rule: rule.id,
        'from at': isoInstant(reading.from),
        'to at': isoInstant(reading.to),
        hits: reading.hits,
        'counter reset at': written(reading.reset, isoInstant),
        'ha member': orNull(reading.member),
      })),
  product: counters,
}
