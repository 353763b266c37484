import { error } from './entry.ts'

/** The rows behind a result (interface.md, `show --rows`). */
export const rowsCodes = {
  'rows-hidden': error(
    (p: { group: string }) =>
      `The rows of ${p.group} are not shown: it speaks of so few persons that they could be told apart.`,
  ),
  'rows-of-another-definition': error(
    (p: { construct: string }) =>
      `“${p.construct}” or what the organisation set for it has changed since this was measured, so its rows would be those of something else. Measure it again, then ask for the rows.`,
  ),
  'rows-of-no-measure': error(
    (p: { measure: string; measures: readonly string[] }) =>
      `“${p.measure}” rests on no rows of its own. Ask for one of ${p.measures.map((name) => `“${name}”`).join(', ')} with --measure.`,
  ),
  'rows-evidence-gone': error(
    (p: { construct: string; missing: number }) =>
      `${p.missing === 1 ? 'A snapshot' : `${p.missing} snapshots`} behind this result of “${p.construct}” ${p.missing === 1 ? 'is' : 'are'} no longer in the workspace, so its rows cannot be shown. Restore the evidence from a backup.`,
  ),
  'rows-cursor': error<Readonly<Record<string, never>>>(
    () =>
      'This cursor does not belong to these rows: it is of another result, or of one that was restated since. Begin again without it.',
  ),
} as const
