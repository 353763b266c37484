import type { Construct, Programme } from '@isometric/core/construct'
import { nearest } from '@isometric/core/issue'
import { grainOf, periodAround, periodsEndingIn, stepped, type Calendar, type Period } from '@isometric/core/term'
import type { ExplainRequest, Stage } from '@isometric/runner/explain'
import type { Answer, Command, Io, Request } from '../command.ts'
import { storedIn } from '../evidence.ts'
import { libraryFor } from '../library.ts'
import { badSpan, programmeOf, spanOf } from '../programme.ts'
import { optionOf, problem } from '../request.ts'
import { harmless, paintFor, type Paint } from '../terminal/index.ts'
import { inWorkspace, refusal } from '../workspace.ts'

/** Where the stages are seen from: a workspace with its evidence, or nowhere. */
type Place = Pick<ExplainRequest, 'calendar' | 'evidence'> & { readonly programme?: Programme }

const nowhere: Place = { calendar: { timeZone: 'UTC', firstMonth: 1 }, evidence: {} }

/** As the organisation has adopted it, where there is one. */
const asAdopted = async (construct: Construct, { programme }: Place): Promise<Construct> =>
  programme === undefined ? construct : (await import('@isometric/core/construct')).adopted(construct, programme)

const titles: Readonly<Record<Stage['stage'], string>> = {
  text: 'Text',
  tree: 'Tree',
  types: 'Types and units',
  plan: 'Plan',
  sql: 'SQL',
}

const stagesText = (stages: readonly Stage[], paint: Paint): string =>
  [...Map.groupBy(stages, ({ stage }) => stage)]
    .map(([stage, of]) => {
      const parts = of.flatMap(({ measure, lines }) => [
        ...(measure === undefined ? [] : [`  ${paint('strong', measure)}`]),
        ...lines.flatMap((text) => text.split('\n')).map((line) => `    ${harmless(line)}`),
      ])
      return [paint('strong', `── ${titles[stage]}`), ...parts].join('\n')
    })
    .join('\n\n')

/** The periods asked for, or the last three that have ended. */
const periodsFor = (
  frequency: string,
  calendar: Calendar,
  asked: string | undefined,
  today: string,
): readonly Period[] | undefined => {
  const grain = grainOf(frequency)
  if (grain === undefined) return []
  const span = asked === undefined ? undefined : spanOf(asked, calendar)
  if (asked !== undefined && span === undefined) return undefined
  if (span !== undefined) return periodsEndingIn(grain, span.from, span.to, calendar)
  const current = periodAround(grain, today, calendar)
  return [-3, -2, -1].map((steps) => stepped(current, steps, calendar))
}

const explained = async (request: Request, io: Io, place: Place): Promise<Answer> => {
  const [{ explain }, { dialects }] = await Promise.all([
    import('@isometric/runner/explain'),
    import('@isometric/core/sql'),
  ])
  const library = await libraryFor(request)
  if (!library.ok) return refusal(library.issues)
  const { constructs, contracts, texts } = library.value
  const id = request.arguments[0] ?? ''
  const construct = constructs[id]
  if (construct === undefined)
    return { exit: 2, issues: [problem('unknown-construct', { id, near: nearest(id, Object.keys(constructs)) })] }
  const name = optionOf(request, 'engine') ?? dialects[0].name
  const dialect = dialects.find((one) => one.name === name)
  if (dialect === undefined) {
    const expected = dialects.map((one) => one.name).join(', ')
    return { exit: 2, issues: [problem('bad-argument', { option: '--engine', found: name, expected })] }
  }
  const asked = optionOf(request, 'period')
  const periods = periodsFor(construct.frequency.analyse, place.calendar, asked, io.now().toISOString().slice(0, 10))
  if (periods === undefined) return { exit: 2, issues: [badSpan('--period', asked ?? '')] }
  const { calendar, evidence } = place
  const outcome = explain({
    construct: await asAdopted(construct, place),
    contracts,
    calendar,
    evidence,
    periods,
    dialect,
  })
  if (!outcome.ok) return { exit: 1, issues: outcome.issues, texts }
  return {
    exit: 0,
    issues: outcome.issues,
    texts,
    text: () => stagesText(outcome.value, paintFor(io.out, io.env)),
    json: () => ({ construct: id, engine: name, stages: outcome.value }),
  }
}

const run = async (request: Request, io: Io): Promise<Answer> => {
  if (request.arguments[0] === undefined) {
    return { exit: 2, issues: [problem('missing-argument', { what: 'the id of a construct', verb: 'explain' })] }
  }
  const { openWorkspace } = await import('@isometric/runner/workspace')
  const opened = await openWorkspace(request.workspace.folder, 'read')
  if (!opened.ok && !request.workspace.named) return explained(request, io, nowhere)
  return inWorkspace(request, 'read', async (workspace) => {
    const { outcome, texts } = await programmeOf(workspace)
    if (!outcome.ok) return { ...(await refusal(outcome.issues)), texts }
    return explained(request, io, {
      calendar: outcome.value,
      evidence: await storedIn(workspace),
      programme: outcome.value,
    })
  })
}

export const command: Command = {
  verb: 'explain',
  usage: 'ID',
  about: `Shows a construct at every stage: text, tree, types and units, plan, and the SQL of each base measure, with the
evidence of the workspace where there is one.`,
  options: {
    engine: { value: 'ENGINE', meaning: 'the engine the SQL is for (duckdb)' },
    period: { value: 'A..B', meaning: 'the periods planned for; the last three without it' },
  },
  atMost: 1,
  run,
}
