import { dayAt, isoDay, isoInstant } from '../calendar.ts'
import { orNull, type Table, written } from './table.ts'

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
}

export const firewallRuleHits: Table = {
  contract: 'firewall rule hits',
  folder: 'firewall-rule-hits',
  source: 'firewalls',
  format: 'csv',
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
}
