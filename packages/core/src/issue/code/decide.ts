import { error, meant, notice } from './entry.ts'

const listed = (all: readonly string[]): string => all.map((each) => `“${each}”`).join(', ')

/** What people decide about results: its form, and what it speaks of (27004 clause 8.7). */
export const decideCodes = {
  'unknown-decision-kind': error(
    (p: { key: string; kinds: readonly string[]; near?: string | undefined }) =>
      `A decision begins with its kind and a short name; “${p.key}” is none of ${listed(p.kinds)}.${meant(p.near)}`,
  ),
  'dates-out-of-order': error(
    (p: { key: string; date: string; before: string; limit: string }) =>
      `“${p.key}” is ${p.date}, and “${p.before}” is ${p.limit}: it cannot lie before that.`,
  ),
  'unknown-decision': error(
    (p: { id: string; near?: string | undefined }) => `There is no decision “${p.id}” to speak of.${meant(p.near)}`,
  ),
  'decision-of-another-kind': error(
    (p: { kind: string; of: string; found: string; wanted: string }) =>
      `A ${p.kind} speaks of ${p.wanted}; “${p.of}” is ${p.found}.`,
  ),
  'decision-changed': error(
    (p: { id: string; at: string }) =>
      `A decision “${p.id}” of ${p.at} is in the record already, and says something else. Decisions are only added: give this one another name, or revoke the first.`,
  ),
  'nothing-to-decide-on': error(
    (p: { construct: string; period: string; group: string }) =>
      `Nothing has been measured for “${p.construct}” in ${p.period}${p.group === '' ? '' : ` of ${p.group}`}, so nothing can be decided about it. Measure first, or name another period or group.`,
  ),
  'signed-by-author': error(
    (p: { by: string; of: string }) =>
      `“${p.by}” wrote “${p.of}”, so somebody else has to sign it: two pairs of eyes are the point.`,
  ),
  'not-for-applying': notice(
    (p: { what: string; where: string }) =>
      `This is a ${p.what}, which is no decision: it is read where it lies. Put it into ${p.where}.`,
  ),
} as const
