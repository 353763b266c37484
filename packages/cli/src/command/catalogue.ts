import { nearest } from '@isometric/core/issue'
import type { Construct, Contract, FormulaText } from '@isometric/core/construct'
import type { Catalogue } from '@isometric/runner/catalogue'
import type { Answer, Command, Io, Request } from '../command.ts'
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

const listDocument = (library: Catalogue) => ({
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

const criteriaEntries = ({ indicator }: Construct): readonly Entry[] =>
  indicator.criteria.flatMap(({ from, met, near }): readonly Entry[] => [
    [`met from ${from}`, formula(met)],
    ...(near === undefined ? [] : [['near', formula(near)] as const]),
  ])

const parameterText = (parameter: Construct['parameters'][number]): string => {
  const values = Object.entries(parameter.values ?? {}).map(([level, value]) => `${level}: ${formula(value)}`)
  const value = parameter.value === undefined ? values.join(', ') : formula(parameter.value)
  return `${value} (${parameter.meaning})`
}

/** The rows of an Annex B form, in its order (ISO/IEC 27004, Table B.1). */
const constructEntries = (construct: Construct): readonly Entry[] => [
  ['id', [construct.id, construct.annexB?.id, construct.version].filter((part) => part !== undefined).join(' · ')],
  ['question', construct.title],
  ['information need', construct.need],
  ...(construct.decision === undefined ? [] : [['decision', construct.decision] as const]),
  ['type', construct.type],
  ...construct.parameters.map((parameter): Entry => [`parameter ${parameter.name}`, parameterText(parameter)]),
  ...construct.baseMeasures.map(({ name, method }): Entry => [name, formula(method)]),
  ...construct.derivedMeasures.map((measure): Entry => [measure.name, formula(measure.function)]),
  ['indicator', `${construct.indicator.measure}, ${construct.indicator.direction}`],
  ...criteriaEntries(construct),
  ...Object.entries(construct.indicator.meaning).map(([status, meaning]): Entry => [`if ${status}`, meaning]),
  ['evidence', construct.evidence.join(', ')],
  ['by', construct.by.join(', ')],
  [
    'frequency',
    Object.entries(construct.frequency)
      .map(([what, every]) => `${what} ${every}`)
      .join(', '),
  ],
  [
    'parties',
    Object.entries(construct.parties)
      .map(([role, who]) => `${role}: ${who}`)
      .join(', '),
  ],
  ['controls', construct.controls.join(', ')],
  ['paired with', construct.pairedWith.join(', ')],
  ['report', [construct.report.chart, ...construct.report.audiences].filter((part) => part !== undefined).join(', ')],
  ...construct.notes.map((note): Entry => ['note', note]),
]

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

const tabular = (entries: readonly Entry[], { width, paint }: Sheet): string => {
  const column = Math.min(28, Math.max(...entries.map(([name]) => name.length)))
  const blank = ' '.repeat(column + 2)
  return entries
    .flatMap(([name, text]) => {
      const [first = '', ...rest] = wrapped(cellOf(text), width - column - 2)
      return [`${paint('faint', padded(name, column, 'left'))}  ${first}`, ...rest.map((line) => blank + line)]
    })
    .join('\n')
}

const prose = (entries: readonly Entry[], { width, paint }: Sheet): string =>
  entries
    .map(([name, text]) =>
      [paint('strong', name), ...wrapped(cellOf(text), width - 2).map((line) => `  ${line}`)].join('\n'),
    )
    .join('\n\n')

const forms = ['tabular', 'text', 'yaml']

const printed = (document: Construct | Contract, form: string, io: Io): Answer => {
  const sheet = { width: widthIn(io.out), paint: paintFor(io.out, io.env) }
  const entries = said(document.kind === 'construct' ? constructEntries(document) : contractEntries(document))
  const text = (): string =>
    form === 'yaml' ? document.source.text : form === 'text' ? prose(entries, sheet) : tabular(entries, sheet)
  return { exit: 0, text, json: () => plainOf(document) }
}

/** By id or name; a table's name may be written with underscores. */
const found = (library: Catalogue, id: string): Construct | Contract | undefined =>
  library.constructs[id] ?? library.contracts[id] ?? library.contracts[id.replaceAll('_', ' ')]

const run = async (request: Request, io: Io): Promise<Answer> => {
  const form = optionOf(request, 'form') ?? 'tabular'
  if (!forms.includes(form)) {
    return { exit: 2, issues: [problem('bad-argument', { option: '--form', found: form, expected: forms.join(', ') })] }
  }
  const outcome = await libraryFor(request)
  if (!outcome.ok) return refusal(outcome.issues)
  const library = outcome.value
  const [id] = request.arguments
  if (id === undefined) {
    const sheet = { width: widthIn(io.out), paint: paintFor(io.out, io.env) }
    return { exit: 0, text: () => listText(library, sheet), json: () => listDocument(library) }
  }
  const document = found(library, id)
  const near = nearest(id, [...Object.keys(library.constructs), ...Object.keys(library.contracts)])
  return document === undefined
    ? { exit: 2, issues: [problem('unknown-construct', { id, near })] }
    : printed(document, form, io)
}

export const command: Command = {
  verb: 'catalogue',
  usage: '[ID]',
  about: `Lists the constructs and contracts there are, those of the workspace included, or prints the one with that id
or name: as a form, as text, or as the YAML it was written in.`,
  options: { form: { value: 'FORM', meaning: 'tabular, text or yaml' } },
  atMost: 1,
  run,
}
