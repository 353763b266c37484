import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { feelText, jsonOf, tryFormula, type Tried, type Value } from '@isometric/core/formula'
import { isError, type Issue } from '@isometric/core/issue'
import type { Json } from '@isometric/core/record'
import type { Answer, Command, Io, Request } from '../command.ts'
import { inputsOf, type Inputs } from '../inputs.ts'
import { whyUnread } from '../paths.ts'
import { optionOf, problem } from '../request.ts'
import { issueDocument, issuesText, paintFor, type Paint } from '../terminal/index.ts'

/** What a formula is called where its issues are shown. */
const formulaName = 'formula'

const located = (issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => (issue.span.to === 0 ? issue : { ...issue, document: formulaName }))

const triedDocument = ({ value, type, scale, unit, issues }: Tried, expression: string) => ({
  value: jsonOf(value),
  type,
  scale,
  unit,
  issues: located(issues).map((issue) => issueDocument(issue, () => expression)),
})

const triedText = ({ value, type, issues }: Tried, expression: string, paint: Paint): string => {
  const said = issues.length === 0 ? [] : [issuesText(located(issues), () => expression, paint)]
  if (issues.some(isError)) return said.join('\n')
  const text = value === null ? `null ${paint('faint', '(unknown)')}` : feelText(value)
  return [`${text}${type === null ? '' : `  ${paint('faint', type)}`}`, ...said].join('\n')
}

const unread = (issues: readonly Issue[]): Tried => ({ value: null, type: null, scale: null, unit: null, issues })

const triedWith = (expression: string, inputs: Inputs): Tried =>
  inputs.ok ? tryFormula(expression, inputs.values) : unread(inputs.issues)

const parsed = (text: string): { readonly json: Json } | { readonly why: string } => {
  try {
    return { json: JSON.parse(text) as Json }
  } catch (thrown) {
    return { why: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

const unreadable = (file: string, thrown: unknown): Answer => ({
  exit: 2,
  issues: [problem('document-unreadable', { file, why: whyUnread(thrown) })],
})

const contextFrom = async (file: string | undefined): Promise<Inputs | Answer> => {
  const nothing: Readonly<Record<string, Value>> = {}
  if (file === undefined) return { ok: true, values: nothing }
  try {
    const read = parsed(await readFile(file, 'utf8'))
    return 'why' in read ? unreadable(file, new Error(`it is not JSON (${read.why})`)) : inputsOf(read.json)
  } catch (thrown) {
    return unreadable(file, thrown)
  }
}

const tryOne = async (expression: string, request: Request, io: Io): Promise<Answer> => {
  const inputs = await contextFrom(optionOf(request, 'context'))
  if ('exit' in inputs) return inputs
  if (!inputs.ok) return { exit: 2, issues: inputs.issues }
  const tried = tryFormula(expression, inputs.values)
  return {
    exit: tried.issues.some(isError) ? 1 : 0,
    text: () => triedText(tried, expression, paintFor(io.out, io.env)),
    json: () => triedDocument(tried, expression),
  }
}

/** A line in, a line out, whatever happens to it; `read` is false where it could not be understood. */
const answerTo = (line: string): { readonly text: string; readonly read: boolean } => {
  const said = (id: Json, tried: Tried, expression: string, read: boolean) => ({
    text: JSON.stringify({ id, ...triedDocument(tried, expression) }),
    read,
  })
  const found = parsed(line)
  const json = 'why' in found ? null : found.json
  const record =
    typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as { readonly [key: string]: Json }) : {}
  const { id = null, expression, inputs = {} } = record
  if (typeof expression !== 'string') {
    const why = 'why' in found ? found.why : 'it has no expression'
    return said(id, unread([problem('line-unreadable', { why })]), '', false)
  }
  return said(id, triedWith(expression, inputsOf(inputs)), expression, true)
}

const tryBatch = async (file: string, io: Io): Promise<Answer> => {
  const input = file === '-' ? io.in : createReadStream(file)
  let allRead = true
  try {
    if (file !== '-') await once(input, 'open')
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (line.trim() === '') continue
      const { text, read } = answerTo(line)
      allRead &&= read
      if (!io.out.write(`${text}\n`)) await once(io.out, 'drain')
    }
  } catch (thrown) {
    return unreadable(file, thrown)
  }
  return { exit: allRead ? 0 : 2, streamed: true }
}

const run = async (request: Request, io: Io): Promise<Answer> => {
  const [expression] = request.arguments
  const batch = optionOf(request, 'batch')
  if (batch !== undefined && expression !== undefined) {
    return { exit: 2, issues: [problem('excess-argument', { found: expression, verb: 'try --batch' })] }
  }
  if (batch !== undefined) return tryBatch(batch, io)
  if (expression !== undefined) return tryOne(expression, request, io)
  return { exit: 2, issues: [problem('missing-argument', { what: 'a formula, or --batch with a file', verb: 'try' })] }
}

export const command: Command = {
  verb: 'try',
  usage: 'FORMULA',
  about: `Checks and evaluates a formula in the reference evaluator: isometric try '1 + 2 * x' --context x.json
A batch reads a formula from each line, {"id": …, "expression": "…", "inputs": {…}}, and prints a line for each.
Exit code 1 where the formula has an error; a batch is 0 where every line could be read.`,
  options: {
    context: {
      value: 'FILE.json',
      meaning: 'values by name, as plain JSON or as {"type": "date", "value": "2026-06-30"}',
    },
    batch: { value: 'FILE.ndjson', meaning: 'many formulas, one a line; - reads them from stdin' },
  },
  atMost: 1,
  run,
}
