import { error, meant, warning } from './entry.ts'

const choice = (choices: readonly string[]): string =>
  choices.length < 2
    ? `“${choices[0] ?? ''}”`
    : `${choices
        .slice(0, -1)
        .map((each) => `“${each}”`)
        .join(', ')} or “${choices.at(-1) ?? ''}”`

/** The form of documents: YAML, keys, kinds of values, names and what refers to what inside one document (language.md 1). */
export const documentCodes = {
  'yaml-syntax': error((p: { problem: string }) => `This cannot be read as YAML: ${p.problem}`),
  'yaml-feature': error(
    (p: { feature: string; remedy: string }) => `${p.feature} cannot be used in these documents. ${p.remedy}`,
  ),
  'duplicate-key': error(
    (p: { key: string; line: number }) => `“${p.key}” is already given on line ${p.line}. Keep one of the two.`,
  ),
  'cut-at-comma': error(
    (p: { key: string; text: string }) =>
      `The value of “${p.key}” ends at a comma, and “${p.text}” is left over. Inside { } put the whole value in quotes.`,
  ),
  'empty-document': error(
    () =>
      'The document is empty. It begins with “contract:”, “construct:”, “organisation:”, “mapping:”, “scenario:” or “decisions:”.',
  ),
  'unknown-document': error(
    (p: { key: string; near?: string | undefined }) =>
      `A document begins with “contract:”, “construct:”, “organisation:”, “mapping:”, “scenario:” or “decisions:”; this one begins with “${p.key}”.${meant(p.near)}`,
  ),
  'wrong-document': error(
    (p: { wanted: string; found: string }) => `A ${p.wanted} is wanted here; this is a ${p.found}.`,
  ),
  'unknown-key': error(
    (p: { key: string; of: string; keys: readonly string[]; near?: string | undefined }) =>
      `${p.of} has no key “${p.key}”.${p.near === undefined ? ` It may have: ${p.keys.join(', ')}.` : meant(p.near)}`,
  ),
  'missing-key': error(
    (p: { key: string; of: string; expected: string }) => `${p.of} needs the key “${p.key}”: ${p.expected}.`,
  ),
  'wrong-kind': error(
    (p: { of: string; expected: string; found: string }) => `${p.of} needs ${p.expected}; this is ${p.found}.`,
  ),
  'unknown-choice': error(
    (p: { of: string; value: string; choices: readonly string[]; near?: string | undefined }) =>
      `${p.of} cannot be “${p.value}”: it is ${choice(p.choices)}.${meant(p.near)}`,
  ),
  'bad-value': error(
    (p: { of: string; value: string; expected: string }) => `${p.of} needs ${p.expected}; “${p.value}” is not.`,
  ),
  'too-few': error((p: { of: string; expected: string }) => `${p.of} needs ${p.expected}; this is empty.`),
  'conflicting-keys': error(
    (p: { of: string; keys: readonly string[] }) =>
      `${p.of} takes one of ${p.keys.map((key) => `“${key}”`).join(' and ')}, not both.`,
  ),
  'missing-one-of': error((p: { of: string; keys: readonly string[] }) => `${p.of} needs ${choice(p.keys)}.`),
  'bad-name': error(
    (p: { name: string; near?: string | undefined }) =>
      `“${p.name}” cannot be a name. A name is words of letters and digits with one space between them, and begins with a letter.${meant(p.near)}`,
  ),
  'reserved-word': error(
    (p: { name: string; word: string; near?: string | undefined }) =>
      `“${p.word}” has a meaning in formulas, so it cannot be a word of the name “${p.name}”.${p.near === undefined ? ' Choose another word.' : meant(p.near)}`,
  ),
  'reserved-name': error(
    (p: { name: string; what: string }) =>
      `“${p.name}” is ${p.what}, so it cannot be a name on its own. Add a word that says whose or which.`,
  ),
  'duplicate-name': error(
    (p: { name: string; other: string; line: number }) =>
      `“${p.name}” is already the name of ${p.other} on line ${p.line} (upper and lower case count as the same). Give one of them another name.`,
  ),
  'duplicate-entry': error((p: { of: string; value: string }) => `${p.of} lists “${p.value}” twice. Keep one.`),
  'not-a-date-column': error(
    (p: { column: string; type: string; key: string }) =>
      `“${p.key}” needs a column of type date or date and time; “${p.column}” is ${p.type}.`,
  ),
  'last-day-needs-date': error(
    (p: { column: string; type: string }) =>
      `“last day” speaks of days, so “${p.column}” must be of type date; it is ${p.type}.`,
  ),
  'key-only-warned': error(
    () =>
      'A rule that the key is unique cannot only warn: rows that share a key could not be told apart, and all but one would be lost. Write level: fail or level: reject.',
  ),
  'optional-key-column': error(
    (p: { column: string }) =>
      `“${p.column}” is part of the key, so it cannot be optional: a row without it could not be told from another.`,
  ),
  'computed-key-column': error(
    (p: { column: string }) =>
      `“${p.column}” is part of the key, so it must come from the source; it cannot be computed with “is”.`,
  ),
  'not-a-text-column': error(
    (p: { column: string; type: string; key: string }) =>
      `“${p.key}” needs a column of type text or nominal; “${p.column}” is ${p.type}.`,
  ),
  'rule-without-condition': error(
    (p: { rule: string }) =>
      `The rule “${p.rule}” cannot be checked. Give “holds” (a formula every row must meet) or “unique” (columns), or write it as “every … is unique by a and b”.`,
  ),
  'rubric-missing': error(
    (p: { column: string; levels: readonly string[] }) =>
      `The rubric of “${p.column}” does not say what ${choice(p.levels)} means. Describe each level: what is an object like that reaches it?`,
  ),
  'rubric-without-levels': error(
    (p: { column: string; type: string }) =>
      `“${p.column}” is a ${p.type} and has no levels to describe. Take the rubric away, or make the column ordinal.`,
  ),
  'question-computed': error(
    (p: { column: string }) => `“${p.column}” is computed from the other answers, so nobody can be asked for it.`,
  ),
  'form-without-time': error(
    () => 'Answers have a time of their own. A table filled by a form describes events or records.',
  ),
  'form-incomplete': error(
    (p: { columns: readonly string[] }) =>
      `The form asks nothing for the required ${p.columns.length === 1 ? 'column' : 'columns'} ${p.columns.map((each) => `“${each}”`).join(', ')}. Add a question, name it under “object”, or make it optional.`,
  ),
  'form-key-without-rater': error(
    (p: { rater: string }) =>
      `Two raters of one object would have the same key. Add “${p.rater}” to the contract’s key.`,
  ),
  'agreement-of-one': error(() => 'One rater cannot disagree. Ask for at least two: “raters: 2”.'),
  'not-on-a-scale': error(
    (p: { column: string; type: string }) =>
      `“${p.column}” is a ${p.type}: ratings are compared on a scale. Name a column that is boolean, nominal, ordinal, a number or a duration.`,
  ),
  'no-length': error(
    (p: { of: string; value: string }) => `${p.of} must last longer than nothing; “${p.value}” does not.`,
  ),
  'newer-language': error(
    (p: { version: number; newest: number }) =>
      `The document is written in version ${p.version} of the language; this release reads up to version ${p.newest}. Use a newer release.`,
  ),
  'criteria-order': error(
    (p: { from: string; before: string }) =>
      `Criteria stand in the order of their dates; those from ${p.from} come after those from ${p.before}.`,
  ),
  'criteria-duplicate': error(
    (p: { from: string }) => `Two sets of criteria begin on ${p.from}. Keep one, or give one of them another date.`,
  ),
  'unknown-issue-code': error(
    (p: { code: string; near?: string | undefined }) => `There is no issue “${p.code}” to accept.${meant(p.near)}`,
  ),
  'unknown-time-zone': error(
    (p: { zone: string }) => `“${p.zone}” is not a time zone. Write a name such as Europe/Berlin or UTC.`,
  ),
  'bad-pattern': error(
    (p: { pattern: string; problem: string }) => `“${p.pattern}” is not a regular expression: ${p.problem}.`,
  ),
  'unsupported-sql-method': error(() => 'A method in SQL cannot be run yet. Write it as a formula.'),
  'duplicate-document': error(
    (p: { what: string; name: string; other: string }) => `There is already a ${p.what} “${p.name}”, in ${p.other}.`,
  ),
  'misplaced-document': error(
    (p: { what: string; name: string; expected: string }) =>
      `The ${p.what} “${p.name}” belongs in ${p.expected}: it is found by its name.`,
  ),
  'unknown-parameter': error(
    (p: { name: string; construct: string; near?: string | undefined }) =>
      `“${p.construct}” has no parameter “${p.name}”.${meant(p.near)}`,
  ),
  'parameter-per-level': error(
    (p: { name: string; by: string }) =>
      `“${p.name}” has a value for each level of “${p.by}”; one value cannot replace them. Write the levels that differ: { values: { … } }.`,
  ),
  'parameter-of-one-value': error(
    (p: { name: string }) => `“${p.name}” has one value for everything, not one for each level. Write the value alone.`,
  ),
  'unknown-person': error(
    (p: { id: string; near?: string | undefined }) => `Nobody under “people” is called “${p.id}”.${meant(p.near)}`,
  ),
  'indicator-not-adopted': error(
    (p: { id: string; near?: string | undefined }) =>
      `“${p.id}” is not among the constructs this programme adopts, so there is nothing to show.${meant(p.near)}`,
  ),
  'long-board-pack': warning(
    (p: { indicators: number; most: number }) =>
      `The board is to be shown ${p.indicators} indicators; more than ${p.most} are not read. Choose those that ask for its decision.`,
  ),
  'unknown-mapping': error(
    (p: { name: string; near?: string | undefined }) =>
      `There is no mapping “${p.name}” in the folder mappings.${meant(p.near)}`,
  ),
  'mapping-of-another': error(
    (p: { mapping: string; maps: string; contract: string }) =>
      `The mapping “${p.mapping}” makes rows of “${p.maps}”, not of “${p.contract}”.`,
  ),
} as const
