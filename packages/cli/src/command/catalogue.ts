import { nearest } from '@isometric/core/issue'
import type { Construct, Contract, FormulaText } from '@isometric/core/construct'
import type { Catalogue } from '@isometric/runner/catalogue'
import type { Answer, Command, Io, Request } from '../command.ts'
import type { Latest } from '../latest.ts'
import { libraryFor } from '../library.ts'
import { plainOf } from '../plain.ts'
import { optionOf, problem } from '../request.ts'
import { cellOf, padded, paintFor, table, widthIn, wrapped, type Paint } from '../terminal/index.ts'
import { refusal } from '../workspace.ts'

type Sheet = { readonly width: number; readonly paint: Paint }

/** Annex B counts 2, 3 … 10, 11: numbers in order, what is not in it last. */
const annexOrder = ({ annexB }: Construct): number => Number(annexB?.id.split('.')[1] ?? Infinity)

const inOrder = (constructs: Catalogue['constructs']): readonly Construct[] =>
  Object.values(constructs).toSorted((a, b) => annexOrder(a) - annexOrder(b) || (a.id < b.id ? -1 : 1))

const describing = ({ describes }: Contract): string =>
  describes.kind === 'part' ? `part of ${describes.of}` : describes.kind

const domainOrder = ({ domain }: Contract): string => domain ?? 'T99'

const contractsInOrder = (contracts: Catalogue['contracts']): readonly Contract[] =>
  Object.values(contracts).toSorted((a, b) => (domainOrder(a) + a.name < domainOrder(b) + b.name ? -1 : 1))

const listText = (library: Catalogue, { width, paint }: Sheet): string => {
  const constructs = inOrder(library.constructs)
  const contracts = contractsInOrder(library.contracts)
  const titled = [{ title: 'construct' }, { title: 'annex B' }, { title: 'question', gives: true as const }]
  const tables = [
    { title: 'contract', gives: true as const },
    { title: 'table' },
    { title: 'describes' },
    { title: 'columns', side: 'right' as const },
  ]
  return [
    table(
      titled,
      constructs.map(({ id, annexB, title }) => [id, annexB?.id ?? '', cellOf(title)]),
      width,
      paint,
    ),
    '',
    table(
      tables,
      contracts.map((contract) => [
        contract.name,
        contract.domain ?? '',
        describing(contract),
        String(contract.columns.length),
      ]),
      width,
      paint,
    ),
  ].join('\n')
}

const listDocument = (library: Catalogue, latest: Readonly<Record<string, Latest>>) => ({
  constructs: inOrder(library.constructs).map(({ id, annexB, title, type, version, need, controls, evidence, by }) => ({
    id,
    annexB: annexB?.id ?? null,
    title,
    type,
    version,
    need,
    controls,
    evidence,
    by,
    latest: latest[id] ?? null,
  })),
  contracts: contractsInOrder(library.contracts).map(({ name, domain, entity, describes, columns }) => ({
    name,
    domain: domain ?? null,
    entity,
    describes: describes.kind,
    columns: columns.map((column) => column.name),
  })),
})

/** A line of a document: what it is, and what it says. */
type Entry = readonly [name: string, said: string]

const formula = (text: FormulaText): string => text.text.trim()

const columnText = (column: Contract['columns'][number]): string => {
  const { kind } = column.type
  const levels = 'levels' in column.type ? ` (${column.type.levels.join(', ')})` : ''
  const unit = column.type.kind === 'number' && column.type.unit !== undefined ? ` of ${column.type.unit}` : ''
  const marks = [
    column.optional ? 'optional' : undefined,
    column.role,
    column.changes ? 'changes' : undefined,
    column.of === undefined ? undefined : `of ${column.of}`,
    column.is === undefined ? undefined : `is ${formula(column.is)}`,
  ].filter((mark) => mark !== undefined)
  return [`${kind}${unit}${levels}`, ...marks].join(', ')
}

/** The form as it would be handed out. */
const formEntries = ({ form }: Contract): readonly Entry[] => {
  if (form === undefined) return []
  const { object, rater, answeredBy, raters, valid, compared, atLeast, questions } = form
  const limit = atLeast === undefined ? '' : `; not published as a quantity below an agreement (alpha) of ${atLeast}`
  return [
    ['form', `${answeredBy}: ${raters} for each ${object.join(', ')}, told apart by ${rater}`],
    ...(valid === undefined ? [] : [['an answer counts for', valid] as const]),
    ...(raters < 2 ? [] : [['raters are compared on', `${compared.join(', ')}${limit}`] as const]),
    ...questions.flatMap(({ column, asks, rubric }): readonly Entry[] => [
      [`question ${column}`, asks],
      ...Object.entries(rubric ?? {}).map(([level, meaning]): Entry => [`  ${level}`, meaning]),
    ]),
  ]
}

const contractEntries = (contract: Contract): readonly Entry[] => [
  ['contract', [contract.name, contract.domain].filter((part) => part !== undefined).join(' · ')],
  ['a row is', contract.entity],
  ['describes', describing(contract)],
  ['delivers', contract.delivers],
  ['key', contract.key.join(', ')],
  ...contract.columns.map((column): Entry => [column.name, columnText(column)]),
  ...contract.quality.map(({ rule, level }): Entry => [`quality (${level})`, rule]),
  ...formEntries(contract),
]

const said = (entries: readonly Entry[]): readonly Entry[] => entries.filter(([, text]) => text !== '')

const linesOf = (text: string, width: number): readonly string[] =>
  text.split('\n').flatMap((line) => wrapped(cellOf(line), width).map((part, i) => (i === 0 ? part : `  ${part}`)))

const tabular = (entries: readonly Entry[], { width, paint }: Sheet): string => {
  const column = Math.min(28, Math.max(...entries.map(([name]) => name.length)))
  const blank = ' '.repeat(column + 2)
  return entries
    .flatMap(([name, text]) => {
      const [first = '', ...rest] = linesOf(text, width - column - 4)
      return [`${paint('faint', padded(name, column, 'left'))}  ${first}`, ...rest.map((line) => blank + line)]
    })
    .join('\n')
}

const forms = ['tabular', 'text', 'markdown', 'yaml'] as const
type Form = (typeof forms)[number]

/** In the YAML it was written in; a construct written as free text is printed. */
const yamlOf = async (document: Construct | Contract): Promise<string> => {
  const { isFreeText, printedYaml } = await import('@isometric/core/construct')
  const { name, text } = document.source
  return document.kind === 'construct' && isFreeText(name) ? printedYaml(document) : text
}

const markdownOf = async (construct: Construct): Promise<string> => {
  const { isFreeText, printedFreeText } = await import('@isometric/core/construct')
  const { name, text } = construct.source
  return isFreeText(name) ? text : printedFreeText(construct)
}

/** The scale of each measure, where the construct is sound. */
const scalesOf = async (construct: Construct, library: Catalogue): Promise<Readonly<Record<string, string>>> => {
  const [{ check }, { scaleOf }] = await Promise.all([
    import('@isometric/core/check'),
    import('@isometric/core/formula'),
  ])
  const outcome = check(construct, library.contracts)
  if (!outcome.ok) return {}
  const measures = [...outcome.value.baseMeasures, ...outcome.value.derivedMeasures]
  return Object.fromEntries(measures.map(({ name, type }) => [name, scaleOf(type) ?? '']))
}

const pageOf = async (construct: Construct, library: Catalogue, request: Request, sheet: Sheet): Promise<string> => {
  const [{ freeTextPage }, { numbersFor }] = await Promise.all([import('../free-text.ts'), import('../numbers.ts')])
  const [numbers, scales] = await Promise.all([numbersFor(request, construct, library), scalesOf(construct, library)])
  return freeTextPage({ construct, numbers, scales, ...sheet })
}

const constructText = async (construct: Construct, form: Form, library: Catalogue, request: Request, sheet: Sheet) => {
  switch (form) {
    case 'tabular': {
      const { tabularOf } = await import('@isometric/core/construct')
      return tabular(tabularOf(construct, library.contracts), sheet)
    }
    case 'text':
      return pageOf(construct, library, request, sheet)
    case 'markdown':
      return markdownOf(construct)
    case 'yaml':
      return yamlOf(construct)
  }
}

const contractText = async (contract: Contract, form: Form, sheet: Sheet): Promise<string> =>
  form === 'yaml' ? yamlOf(contract) : tabular(said(contractEntries(contract)), sheet)

const printed = async (
  document: Construct | Contract,
  form: Form,
  library: Catalogue,
  request: Request,
  io: Io,
): Promise<Answer> => {
  if (request.json) return { exit: 0, json: () => plainOf(document) }
  const sheet = { width: widthIn(io.out), paint: paintFor(io.out, io.env) }
  const shown =
    document.kind === 'construct'
      ? await constructText(document, form, library, request, sheet)
      : await contractText(document, form, sheet)
  return { exit: 0, text: () => shown.trimEnd() }
}

/** By id or name; a table's name may be written with underscores. */
const found = (library: Catalogue, id: string): Construct | Contract | undefined =>
  library.constructs[id] ?? library.contracts[id] ?? library.contracts[id.replaceAll('_', ' ')]

const run = async (request: Request, io: Io): Promise<Answer> => {
  const asked = optionOf(request, 'form') ?? 'tabular'
  const form = forms.find((each) => each === asked)
  if (form === undefined) {
    return {
      exit: 2,
      issues: [problem('bad-argument', { option: '--form', found: asked, expected: forms.join(', ') })],
    }
  }
  const outcome = await libraryFor(request)
  if (!outcome.ok) return refusal(outcome.issues)
  const library = outcome.value
  const [id] = request.arguments
  if (id === undefined) {
    const sheet = { width: widthIn(io.out), paint: paintFor(io.out, io.env) }
    const { latestOf } = await import('../latest.ts')
    const latest = request.json ? await latestOf(request) : {}
    return { exit: 0, text: () => listText(library, sheet), json: () => listDocument(library, latest) }
  }
  const document = found(library, id)
  const near = nearest(id, [...Object.keys(library.constructs), ...Object.keys(library.contracts)])
  return document === undefined
    ? { exit: 2, issues: [problem('unknown-construct', { id, near })] }
    : printed(document, form, library, request, io)
}

export const command: Command = {
  verb: 'catalogue',
  usage: '[ID]',
  about: `Lists the constructs and contracts there are, those of the workspace included, or prints the one with that id
or name: as a form of two columns (tabular), as prose with numbers (text), or as a document to edit, in Markdown or in
YAML. The numbers are the workspace's; where it has none, those of the construct's worked example.`,
  options: { form: { value: 'FORM', meaning: 'tabular, text, markdown or yaml' } },
  atMost: 1,
  run,
}
