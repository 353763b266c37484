/**
 * A page for each construct of the catalogue, an index of them, and the page on what was mended: made from the
 * constructs, their contracts, the examples worked by hand beside them, and the register of defects. In: nothing. Out:
 * path → text.
 */
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { defects } from '../conformance/check/defects.ts'
import { awkwardCases, readExpected, type Awkward, type Expectation } from '../conformance/constructs/expected.ts'
import { chartText } from '../packages/cli/src/terminal/chart.ts'
import { cardOf, check, type Checked } from '../packages/core/src/check/index.ts'
import {
  readConstruct,
  readContract,
  tabularOf,
  type Construct,
  type Contract,
} from '../packages/core/src/construct/index.ts'
import { chartSeriesOf, frequencyText, seriesOf, statusMark, valueText } from '../packages/core/src/report/index.ts'
import type { Card, Result } from '../packages/core/src/term/index.ts'
import { inWords } from './formula-words.ts'
import { filesOfGit, root, textOf } from './tree.ts'

const folder = 'docs/constructs'
const made = '<!-- made by npm run docs from the construct and its example: change those -->'

// ── the catalogue ───────────────────────────────────────────────────────────────────────────────────────────────────

type Shelf = {
  readonly contracts: Readonly<Record<string, Contract>>
  readonly files: Readonly<Record<string, string>>
}

const shelfOf = (): Shelf => {
  const read = filesOfGit('contracts/*.yaml').flatMap((path) => {
    const outcome = readContract(path, textOf(path))
    return outcome.ok ? [{ path, contract: outcome.value }] : []
  })
  return {
    contracts: Object.fromEntries(read.map(({ contract }) => [contract.name, contract])),
    files: Object.fromEntries(read.map(({ path, contract }) => [contract.name, path])),
  }
}

type Entry = { readonly checked: Checked; readonly card: Card; readonly shelf: Shelf }

/** Sound constructs only: what is wrong with any other is told by its own tests. */
const entries = (shelf: Shelf): readonly Entry[] =>
  filesOfGit('constructs/*/construct.yaml', 'constructs/*/construct.md')
    .flatMap((path): readonly Entry[] => {
      const read = readConstruct(path, textOf(path))
      const checked = read.ok ? check(read.value, shelf.contracts) : read
      return checked.ok ? [{ checked: checked.value, card: cardOf(checked.value, ''), shelf }] : []
    })
    .toSorted((a, b) => formNumber(a.card) - formNumber(b.card) || (a.card.id < b.card.id ? -1 : 1))

const formNumber = ({ annexB }: Card): number => Number(annexB?.split('.')[1] ?? Infinity)

// ── Markdown ────────────────────────────────────────────────────────────────────────────────────────────────────────

const cell = (text: string): string =>
  text
    .replaceAll('|', '\\|')
    .replaceAll('<', '\\<')
    .replace(/\s*\n\s*/g, '<br>')
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const code = (text: string): string => `\`\`\`\n${text.trimEnd()}\n\`\`\``
/** A formula as somebody wrote it, without the indentation of its document. */
const written = (text: string): string => {
  const lines = text.trimEnd().split('\n')
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length)
  const least = indents.length === 0 ? 0 : Math.min(...indents)
  return lines.map((line, i) => (i === 0 ? line : line.slice(least))).join('\n')
}
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

// ── measures ────────────────────────────────────────────────────────────────────────────────────────────────────────

const measureText = (
  name: string,
  unit: string | null,
  meaning: string | undefined,
  text: string,
  words: string,
): string => {
  const head = `**${name}**${unit === null || unit === '' ? '' : ` (${unit})`}${meaning === undefined ? '' : `: ${meaning}.`}`
  return `${head}\n\n${code(written(text))}\n\n${capital(words)}.`
}

const measures = ({ checked }: Entry): string => {
  const { construct, baseMeasures, derivedMeasures } = checked
  const base = construct.baseMeasures.map(({ name, meaning, method }) => {
    const found = baseMeasures.find((each) => each.name === name)
    return measureText(
      name,
      found?.unit ?? null,
      meaning,
      method.text,
      found === undefined ? '' : inWords(found.formula),
    )
  })
  const derived = construct.derivedMeasures.map((each) => {
    const found = derivedMeasures.find(({ name }) => name === each.name)
    const words = found === undefined ? '' : inWords(found.formula)
    return measureText(each.name, found?.unit ?? null, each.meaning, each.function.text, words)
  })
  return [
    '## What is counted, summed or timed',
    ...base,
    ...(derived.length === 0 ? [] : ['## What is computed from it', ...derived]),
  ].join('\n\n')
}

const criteria = ({ checked: { construct, criteria: sets } }: Entry): string => {
  const { indicator } = construct
  const meanings = Object.entries(indicator.meaning).map(([status, text]) => `- *${status}*: ${text}`)
  const saysWhenNot = sets.some(({ notMet }) => notMet !== undefined)
  const rows = sets.map(({ from, met, near, notMet }) => [
    from,
    inWords(met.formula),
    near === undefined ? '–' : inWords(near.formula),
    ...(saysWhenNot ? [notMet === undefined ? 'otherwise' : inWords(notMet.formula)] : []),
  ])
  return [
    '## How it is judged',
    `The indicator is **${indicator.measure}**; ${indicator.direction}. Criteria are presets, which an organisation replaces by its own.`,
    table(['from', 'met if', 'near if', ...(saysWhenNot ? ['not met if'] : [])], rows),
    ...(meanings.length === 0 ? [] : [meanings.join('\n')]),
  ].join('\n\n')
}

// ── evidence ────────────────────────────────────────────────────────────────────────────────────────────────────────

type Used = { readonly contract: string; readonly column: string }

/** Every column a checked method looks at, whichever way it gets there. */
const columnsIn = (piece: unknown): readonly Used[] => {
  if (piece === null || typeof piece !== 'object') return []
  const own =
    'kind' in piece &&
    (piece.kind === 'column' || piece.kind === 'lookup') &&
    'contract' in piece &&
    'column' in piece &&
    typeof piece.contract === 'string' &&
    typeof piece.column === 'string'
      ? [{ contract: piece.contract, column: piece.column }]
      : []
  return [...own, ...Object.values(piece).flatMap(columnsIn)]
}

const typeText = ({ type, of }: Contract['columns'][number]): string => {
  if (of !== undefined) return `reference to ${of}`
  if (type.kind === 'nominal' || type.kind === 'ordinal') return `${type.kind}: ${type.levels.join(', ')}`
  return type.kind
}

const evidence = ({ checked, shelf }: Entry): string => {
  const used = checked.baseMeasures.flatMap(({ method }) => columnsIn(method))
  const tables = Object.values(checked.contracts).flatMap((contract) => {
    const names = new Set(used.filter((each) => each.contract === contract.name).map(({ column }) => column))
    if (names.size === 0 && !checked.construct.evidence.includes(contract.name)) return []
    const looked = contract.columns.filter(({ name }) => names.has(name) || contract.key.includes(name))
    const rows = looked.map((column) => [
      column.name,
      typeText(column),
      contract.key.includes(column.name) ? 'key' : column.optional ? 'may be empty' : '',
    ])
    const file = shelf.files[contract.name]
    const link = file === undefined ? contract.name : `[${contract.name}](../../${file})`
    return [
      `One row of ${link} is one ${contract.entity}. Of its columns these are looked at:`,
      table(['column', 'type', ''], rows),
    ]
  })
  return ['## Which evidence it needs', ...tables].join('\n\n')
}

// ── the worked example ──────────────────────────────────────────────────────────────────────────────────────────────

const unitOf = (card: Card, name: string): string | null =>
  [...card.baseMeasures, ...card.derivedMeasures].find((each) => each.name === name)?.unit ?? null

/** What was worked out by hand, as results: charts and words come from it as from any other. */
const resultsOf = (card: Card, { rows }: Expectation): readonly Result[] =>
  rows
    .filter(({ knownOn, group }) => knownOn === undefined && Object.keys(group).length === 0)
    .map(({ period, measures: found, status }) => ({
      construct: card.id,
      annexB: card.annexB,
      version: card.version,
      period: { start: period.start, end: period.end },
      group: {},
      measures: found,
      indicator: {
        measure: card.indicator.measure,
        value: found[card.indicator.measure] ?? null,
        unit: card.indicator.unit,
        interval: null,
        status: status as Result['indicator']['status'],
      },
      reasons: {},
      notes: [],
      knownAt: `${period.end}T12:00:00Z`,
      evidence: [],
      digest: '',
    }))

type Why = { readonly periods: Readonly<Record<string, { readonly why: string }>> }
const whysIn = (path: string): readonly (readonly [period: string, why: string])[] =>
  Object.entries((parse(textOf(path)) as Why).periods).map(([period, { why }]) => [
    period,
    why.replace(/\s+/g, ' ').trim(),
  ])

const shownMeasures = (card: Card, results: readonly Result[]): readonly string[] => {
  const named = [...card.baseMeasures, ...card.derivedMeasures].map(({ name }) => name)
  const given = named.filter((name) => results.some(({ measures: found }) => found[name] !== undefined))
  return [card.indicator.measure, ...given.filter((name) => name !== card.indicator.measure)].slice(0, 6)
}

const exampleTable = (card: Card, expectation: Expectation): string => {
  const results = resultsOf(card, expectation)
  const names = shownMeasures(card, results)
  const totals = expectation.rows.filter(
    ({ knownOn, group }) => knownOn === undefined && Object.keys(group).length === 0,
  )
  const rows = results.map(({ measures: found, indicator }, i) => {
    const { symbol, word } = statusMark(indicator.status)
    const cells = names.map((name) => {
      const value = found[name]
      return value === undefined || value === null ? '–' : valueText(value, unitOf(card, name))
    })
    return [totals[i]?.periodName ?? '', ...cells, `${symbol} ${word}`]
  })
  return table(['period', ...names, 'status'], rows)
}

const plain = (_ink: string, text: string): string => text

const chart = (card: Card, expectation: Expectation): readonly string[] => {
  const results = resultsOf(card, expectation)
  if (!results.some(({ indicator }) => typeof indicator.value === 'number')) return []
  return [code(chartText(chartSeriesOf(seriesOf(results), card), 72, plain))]
}

const awkwardList = (awkward: Awkward): readonly string[] => {
  const lines = awkwardCases.flatMap((name) => {
    const said = awkward[name]
    return said === undefined ? [] : [`- *${name}*: ${said}`]
  })
  return lines.length === 0 ? [] : ['The awkward cases in it:', lines.join('\n')]
}

const example = ({ card }: Entry): string => {
  const path = `constructs/${card.id}`
  if (!existsSync(join(root, path, 'expected.yaml'))) return ''
  const expectation = readExpected(join(root, path))
  const whys = whysIn(`${path}/expected.yaml`).map(([period, why]) => `- **${period}**: ${why}`)
  const vector = existsSync(join(root, path, 'vector/expected.yaml'))
    ? [
        'The figures of the published form, from [evidence of their own](../../' + `${path}/vector/):`,
        exampleTable(card, readExpected(join(root, path, 'vector'))),
      ]
    : []
  return [
    '## A worked example',
    `From [evidence small enough to check by hand](../../${path}/evidence/), worked out before anything was run. Groups are in [expected.yaml](../../${path}/expected.yaml).`,
    exampleTable(card, expectation),
    ...chart(card, expectation),
    whys.join('\n'),
    ...awkwardList(expectation.awkward),
    ...vector,
  ].join('\n\n')
}

// ── the form ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Said elsewhere on the page, each in its own place. */
const elsewhere = new Set([
  'Question',
  'Evidence',
  'Base measures',
  'Derived measures',
  'Decision criteria',
  'Interpretation',
  'Notes',
  'Accepted',
])

const form = ({ checked, shelf }: Entry): string => {
  const fields = tabularOf(checked.construct, shelf.contracts).filter(([field]) => !elsewhere.has(field))
  return [
    '## The form',
    table(
      ['', ''],
      fields.map(([field, text]) => [field, text]),
    ),
  ].join('\n\n')
}

const notes = ({ notes: remarks, accept }: Construct): readonly string[] => {
  const accepted = Object.entries(accept).map(([issue, reason]) => `- \`${issue}\`: ${reason}`)
  return [
    ...(remarks.length === 0
      ? []
      : ['## How the published form was understood', remarks.map((note) => `- ${note}`).join('\n')]),
    ...(accepted.length === 0 ? [] : ['## What its author accepts', accepted.join('\n')]),
  ]
}

const mendedHere = (id: string): readonly string[] => {
  const found = [...new Set(defects.filter(({ ours }) => ours.includes(id)).map(({ defect }) => defect))]
  return found.length === 0
    ? []
    : [`Mended here: ${found.map((defect) => `[${defect}](mended.md#${defect.toLowerCase()})`).join(', ')}.`]
}

const pageOf = (entry: Entry): string => {
  const { construct } = entry.checked
  const of = [construct.id, construct.annexB?.id, construct.type, construct.efficiency ? 'efficiency' : undefined]
  return [
    made,
    `# ${construct.title}`,
    `${of.filter((part) => part !== undefined).join(' · ')} · [${basename(construct.source.name)}](../../${construct.source.name}) · [all constructs](README.md)`,
    construct.need,
    ...(construct.decision === undefined ? [] : [`*It serves a decision*: ${construct.decision}`]),
    ...mendedHere(construct.id),
    measures(entry),
    criteria(entry),
    evidence(entry),
    example(entry),
    form(entry),
    ...notes(construct),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

// ── the index and what was mended ───────────────────────────────────────────────────────────────────────────────────

const indexOf = (all: readonly Entry[]): string =>
  [
    made,
    '# The constructs of the catalogue',
    'One page for each: what is measured and how, in formulas and in words, which columns of evidence it looks at, an example worked by hand, and how the published form was understood. [What was mended](mended.md) goes through the defects of published definitions.',
    table(
      ['Annex B', 'question', 'type', 'indicator', 'analysed'],
      all.map(({ card }) => [
        card.annexB ?? '–',
        `[${card.title}](${card.id}.md)`,
        card.efficiency === true ? `${card.type}, efficiency` : card.type,
        `${card.indicator.measure}; ${card.indicator.direction}`,
        frequencyText(card.frequency.analyse),
      ]),
    ),
  ].join('\n\n') + '\n'

const mendedPage = (all: readonly Entry[]): string => {
  const known = new Set(all.map(({ card }) => card.id))
  const sections = defects
    .filter(({ published }) => published !== undefined)
    .map((entry) => {
      const cases = defects.filter(({ defect }) => defect === entry.defect)
      const ours = entry.ours.filter((id) => known.has(id)).map((id) => `[${id}](${id}.md)`)
      return [
        `## ${entry.defect}`,
        `*${entry.form}.* ${entry.published ?? ''}`,
        `**Mended.** ${entry.mended ?? ''}${ours.length === 0 ? '' : ` See ${ours.join(', ')}.`}`,
        `**Told.** ${cases.map((each) => `\`${each.code}\` at [\`${each.at}\`](../../conformance/check/defects/${each.case})`).join('; ')}.`,
      ].join('\n\n')
    })
  return (
    [
      made,
      '# What was mended',
      'Published definitions of measures have faults that nobody sees until a number is taken seriously: a target for another quantity than the formula gives, harm counted as good, bands with a hole. Each is kept here as a construct with that one fault, which `isometric check` tells at its place; a test holds that it does, and that none of our own constructs has any. The [issues](../language/issues.md) are the whole list of what is told.',
      ...sections,
    ].join('\n\n') + '\n'
  )
}

/** Every page under `docs/constructs`. */
export const constructPages = (): ReadonlyMap<string, string> => {
  const all = entries(shelfOf())
  return new Map([
    [`${folder}/README.md`, indexOf(all)],
    [`${folder}/mended.md`, mendedPage(all)],
    ...all.map((entry) => [`${folder}/${entry.card.id}.md`, pageOf(entry)] as const),
  ])
}
