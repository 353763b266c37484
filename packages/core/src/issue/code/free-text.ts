import { error, meant } from './entry.ts'

/** A construct written as free text (ISO/IEC 27004:2016, Annex C; language.md 8). */
export const freeTextCodes = {
  'front-matter-missing': error(
    () => 'A construct in free text begins with a line ---, its keys (construct: …), and a line --- again.',
  ),
  'front-matter-open': error(() => 'The keys that begin here are not closed. Put a line --- below the last of them.'),
  'key-of-body': error(
    (p: { key: string }) =>
      `In a free text “${p.key}” does not stand among the keys: symbols stand in the table, prose below it.`,
  ),
  'symbols-missing': error(
    () => 'A free text needs a table of symbols, with the columns symbol, meaning, scale, unit and method.',
  ),
  'symbols-without-method': error(() => 'The table of symbols needs a column “method”: how each is obtained.'),
  'incomplete-symbol': error((p: { missing: string }) => `This row has no ${p.missing}.`),
  'unreadable-method': error(
    (p: { method: string }) =>
      `“${p.method}” says not how the symbol is obtained. Write its method in backticks, “measured” or “computed” with an equation, or “set to” with a value in backticks.`,
  ),
  'symbol-without-equation': error(
    (p: { symbol: string; method: string }) =>
      `“${p.symbol}” is ${p.method}, yet there is no equation for it. In a block \`\`\`feel write ${p.symbol} = ….`,
  ),
  'equation-without-symbol': error(
    (p: { name: string; near?: string | undefined }) => `“${p.name}” is not in the table of symbols.${meant(p.near)}`,
  ),
  'not-an-equation': error(
    () => 'This is no equation. Write name = formula; further lines of the formula are indented by two blanks.',
  ),
  'fence-open': error(() => 'The block that begins here is not closed. Put a line ``` below it.'),
  'unknown-symbol': error(
    (p: { symbol: string; near?: string | undefined }) =>
      `The text refers to “${p.symbol}”, which is no measure and no parameter.${meant(p.near)}`,
  ),
  'equation-placed-twice': error(
    (p: { symbol: string }) => `The equation of “${p.symbol}” has two places in the text.`,
  ),
  'crowded-marker': error(
    () => 'A line that marks the place of a part stands alone, with a blank line above and below.',
  ),
  'form-in-narrative': error(
    (p: { part: string }) =>
      `The narrative holds a part of the form itself (${p.part}). In YAML it only marks the place, such as {{symbols}} or {{= a, b}}.`,
  ),
} as const
