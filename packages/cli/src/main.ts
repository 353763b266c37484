import process from 'node:process'
import { nearest, type Issue } from '@isometric/core/issue'
import type { Answer, Command, Io } from './command.ts'
import { helpOf, helpOfAll } from './help.ts'
import { shortened } from './paths.ts'
import { lineOf, problem, requestOf, type Line } from './request.ts'
import { issueDocument, issueText, paintFor, type TextOf } from './terminal/index.ts'

/** A verb is one file in `command/`, loaded when it is asked for. */
type Verb = {
  readonly verb: string
  readonly summary: string
  readonly load: () => Promise<{ readonly command: Command }>
}

const verbs: readonly Verb[] = [
  {
    verb: 'init',
    summary: 'make a workspace, with a sample organisation if wanted',
    load: () => import('./command/init.ts'),
  },
  {
    verb: 'catalogue',
    summary: 'list constructs and contracts, or print one',
    load: () => import('./command/catalogue.ts'),
  },
  { verb: 'check', summary: 'check documents', load: () => import('./command/check.ts') },
  { verb: 'try', summary: 'check and evaluate a formula', load: () => import('./command/try.ts') },
  { verb: 'collect', summary: 'collect evidence', load: () => import('./command/collect.ts') },
  { verb: 'measure', summary: 'measure, analyse and evaluate', load: () => import('./command/measure.ts') },
  { verb: 'apply', summary: 'put decisions into the record', load: () => import('./command/apply.ts') },
  {
    verb: 'show',
    summary: 'show an indicator: value, verdict, series, chart',
    load: () => import('./command/show.ts'),
  },
  {
    verb: 'analyse',
    summary: 'analyse any series: signal or noise, trend, how sure one is',
    load: () => import('./command/analyse.ts'),
  },
  {
    verb: 'whatif',
    summary: 'measure under changed evidence, side by side',
    load: () => import('./command/whatif.ts'),
  },
  {
    verb: 'checklist',
    summary: 'say how far the measurement programme has come, and what is left',
    load: () => import('./command/checklist.ts'),
  },
  {
    verb: 'verify',
    summary: 'verify that everything is what was recorded, and all of it',
    load: () => import('./command/verify.ts'),
  },
  {
    verb: 'anchor',
    summary: 'send the newest checkpoint of the log to a witness',
    load: () => import('./command/anchor.ts'),
  },
  {
    verb: 'backup',
    summary: 'copy a workspace into one file, while it runs',
    load: () => import('./command/backup.ts'),
  },
  { verb: 'restore', summary: 'make a workspace from a backup', load: () => import('./command/restore.ts') },
  {
    verb: 'rekey',
    summary: 'put a new key in the place of the one that signs the log',
    load: () => import('./command/rekey.ts'),
  },
  {
    verb: 'explain',
    summary: 'show every stage from a construct to its SQL',
    load: () => import('./command/explain.ts'),
  },
  { verb: 'serve', summary: 'serve the pages', load: () => import('./command/serve.ts') },
]

const tell = (io: Io, issues: readonly Issue[], textOf: TextOf): void => {
  const paint = paintFor(io.err, io.env)
  for (const issue of issues) io.err.write(`${issueText(issue, textOf, paint)}\n`)
}

/** Under `--json` there is always exactly one document, also where something went wrong. */
const give = (io: Io, answer: Answer, json: boolean): number => {
  const { issues, texts } = shortened(answer.issues ?? [], answer.texts ?? new Map())
  const textOf: TextOf = (document) => texts.get(document)
  tell(io, issues, textOf)
  if (json && answer.json !== undefined) io.out.write(`${JSON.stringify(answer.json(), null, 2)}\n`)
  else if (json && answer.exit > 1 && answer.streamed !== true)
    io.out.write(`${JSON.stringify({ issues: issues.map((issue) => issueDocument(issue, textOf)) }, null, 2)}\n`)
  else if (!json && answer.text !== undefined) {
    const text = answer.text()
    if (text !== '') io.out.write(text.endsWith('\n') ? text : `${text}\n`)
  }
  return answer.exit
}

const wrong = (issues: readonly Issue[]): Answer => ({ exit: 2, issues })

/** What an engine calls a failure that is not its statement's. */
const outside = new Set(['memory', 'disk', 'file', 'interrupted'])

/** A failure outside carries its issue; a system error says what it was; anything else is a bug of ours. */
const answerTo = (thrown: unknown): Answer => {
  if (!(thrown instanceof Error)) throw thrown
  if ('issue' in thrown) return { exit: 3, issues: [thrown.issue as Issue] }
  if ('kind' in thrown && typeof thrown.kind === 'string' && outside.has(thrown.kind)) {
    return { exit: 3, issues: [problem('outside-failed', { why: thrown.message })] }
  }
  if ('syscall' in thrown) return { exit: 3, issues: [problem('outside-failed', { why: thrown.message })] }
  return { exit: 3, issues: [problem('fault', { what: thrown.stack ?? thrown.message })] }
}

const runVerb = async (command: Command, line: Line, io: Io): Promise<number> => {
  const parsed = requestOf(line, command, io.env)
  if (!parsed.ok) return give(io, wrong(parsed.issues), parsed.json)
  if (parsed.help) return give(io, { exit: 0, text: () => helpOf(command) }, false)
  const answer = await command.run(parsed.request, io).catch(answerTo)
  return give(io, answer, parsed.request.json)
}

const world = (): Io => ({
  out: process.stdout,
  err: process.stderr,
  in: process.stdin,
  env: process.env,
  now: () => new Date(),
})

/** A reader that has seen enough (`| head`) ends the work; it is no failure. */
const endWithReader = ({ out }: Io): void => {
  out.on('error', (thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'EPIPE') process.exit(0)
    throw thrown
  })
}

/** Arguments in, exit code out: the command line of interface.md. */
export const main = async (args: readonly string[], io: Io = world()): Promise<number> => {
  endWithReader(io)
  const line = lineOf(args)
  const json = line.before.includes('--json') || line.after.includes('--json')
  if (line.verb === undefined) {
    const asked = args.some((arg) => arg === '--help' || arg === '-h')
    const text = (): string => helpOfAll(verbs)
    return give(
      io,
      asked || args.length === 0 ? { exit: 0, text } : wrong([problem('missing-verb', {})]),
      asked ? false : json,
    )
  }
  const verb = verbs.find((one) => one.verb === line.verb)
  if (verb !== undefined) return runVerb((await verb.load()).command, line, io)
  const near = nearest(
    line.verb,
    verbs.map((one) => one.verb),
  )
  return give(io, wrong([problem('unknown-verb', { verb: line.verb, near })]), json)
}
