/**
 * A construct as free text with mathematics (ISO/IEC 27004:2016, Annex C; language.md 8): Markdown with keys in front,
 * a table of symbols, equations and prose. Comes in: Markdown. Goes out: the tree a YAML document has, each part with
 * its place; and back. Must not know what a formula means.
 */
export { isFreeText, treeOfFreeText } from './tree.ts'
export {
  complete,
  equationNames,
  marker,
  measuresWithEquation,
  narrativeIssues,
  reduced,
  referencesIn,
  type Parts,
} from './narrative.ts'
export { printedFreeText } from './print.ts'
export { partsOf, type Part, type Segment } from './parts.ts'
