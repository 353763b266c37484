import type { State, Step } from '../../programme/index.ts'

/** “a, b and c”; of many the first and how many more. */
const named = (names: readonly string[]): string => {
  const shown = names.length > 5 ? [...names.slice(0, 4), `${names.length - 4} more`] : names
  const last = shown.at(-1) ?? ''
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`
}

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
const indicators = (n: number): string => plural(n, 'indicator')
const tables = (n: number): string => plural(n, 'table')
const are = (n: number): string => (n === 1 ? 'is' : 'are')

/** What is left of something: how many there are, and the names of those left. */
type Left = { readonly state: State; readonly of: number; readonly left: readonly string[] }
type Words = { readonly said: (of: Left) => string; readonly todo: (of: Left) => string }

const adopt = 'Adopt constructs in isometric.yaml; “isometric catalogue” lists them.'
const nothingAdopted = 'Nothing is adopted yet.'

/** Of indicators: nothing is adopted, all are, or some are not. */
const ofIndicators = (
  all: (n: number) => string,
  some: (n: number, of: number) => string,
  todo: (names: string) => string,
): Words => ({
  said: ({ of, left }) => (of === 0 ? nothingAdopted : left.length === 0 ? all(of) : some(of - left.length, of)),
  todo: ({ of, left }) => (of === 0 ? adopt : todo(named(left))),
})

const items: Readonly<Record<string, Words>> = {
  needs: ofIndicators(
    (n) => `${indicators(n)} adopted; each names its information need and the decision it serves.`,
    (n, of) => `${n} of ${indicators(of)} name the decision they serve.`,
    (names) => `Write under decision: what is decided by ${names}.`,
  ),
  clients: ofIndicators(
    () => 'Each indicator names who asked for it.',
    (n, of) => `${n} of ${indicators(of)} name who asked for them.`,
    (names) => `Name the client, under parties:, of ${names}.`,
  ),
  types: {
    said: ({ left }) =>
      left.length === 0
        ? 'Both performance and effectiveness are measured.'
        : left.length === 1
          ? `No measure of ${named(left)} is adopted.`
          : 'Neither performance nor effectiveness is measured.',
    todo: ({ left }) => `Adopt a measure of ${named(left)}.`,
  },
  effects: {
    said: ({ state, of, left }) =>
      state === 'missing' && of === 0
        ? nothingAdopted
        : of === 0
          ? 'No measure of performance is adopted, so none lacks its effect.'
          : left.length === 0
            ? `Each of ${plural(of, 'measure')} of performance is read with one of its effect.`
            : `${left.length} of ${plural(of, 'measure')} of performance ${left.length === 1 ? 'has' : 'have'} no measure of the effect beside ${left.length === 1 ? 'it' : 'them'}.`,
    todo: ({ of, left }) => (of === 0 ? adopt : `Adopt a measure of effectiveness to be read with ${named(left)}.`),
  },
  efficiency: {
    said: ({ of, left }) => {
      if (of === 0) return nothingAdopted
      return left.length === of
        ? 'Effort or money for what is gained is not measured; where evidence of it is at hand, it can be.'
        : `${indicators(of - left.length)} ${of - left.length === 1 ? 'tells' : 'tell'} effort or money for what is gained.`
    },
    todo: () => adopt,
  },
  sound: ofIndicators(
    () => 'Every construct is sound and can be measured.',
    (n, of) => `${n} of ${plural(of, 'construct')} can be measured.`,
    (names) => `“isometric check” says what is wrong with ${names}.`,
  ),
  criteria: ofIndicators(
    () => 'All criteria say when they were approved.',
    (n, of) => `Criteria of ${n} of ${indicators(of)} say when they were approved.`,
    (names) => `Have criteria approved before the results are known, and write approved: with the day, for ${names}.`,
  ),
  sources: {
    said: ({ of, left }) =>
      of === 0 ? nothingAdopted : `${of - left.length} of ${tables(of)} of evidence have a source.`,
    todo: ({ of, left }) => (of === 0 ? adopt : `Say under sources: where ${named(left)} come from.`),
  },
  roles: {
    said: ({ of, left }) => `${of - left.length} of ${of} roles have somebody.`,
    todo: ({ left }) => `Name, under people:, who is ${named(left)}.`,
  },
  separation: {
    said: ({ of, left }) =>
      of === 0
        ? 'Nobody is named as measurement planner.'
        : left.length === 0
          ? 'Nobody reviews what they have planned.'
          : `${named(left)} ${are(left.length)} to review what they have planned.`,
    todo: ({ of }) =>
      of === 0
        ? 'Name a measurement planner and, as somebody else, a measurement reviewer.'
        : 'Give the review to somebody else.',
  },
  collected: {
    said: ({ of, left }) =>
      of === 0 ? nothingAdopted : `${of - left.length} of ${tables(of)} of evidence have been collected.`,
    todo: ({ of, left }) => (of === 0 ? adopt : `“isometric collect” collects ${named(left)}.`),
  },
  fresh: {
    said: ({ of, left }) =>
      of === 0 ? nothingAdopted : `${of - left.length} of ${tables(of)} are as fresh as planned.`,
    todo: ({ of, left }) => (of === 0 ? adopt : `Collect again: ${named(left)}.`),
  },
  quarantine: {
    said: ({ of, left }) => {
      if (left.length > 0) return `Files of ${named(left)} stand in quarantine.`
      return of === 0 ? 'Nothing has been collected yet.' : 'No file stands in quarantine.'
    },
    todo: ({ left }) =>
      left.length === 0
        ? '“isometric collect” collects evidence.'
        : 'Read the reasons beside each, mend the file or the mapping, collect it again, and remove what is settled.',
  },
  measured: ofIndicators(
    () => 'Every indicator is measured up to its last complete period.',
    (n, of) => `${n} of ${indicators(of)} are measured up to their last complete period.`,
    (names) => `“isometric measure” measures ${names}.`,
  ),
  course: ofIndicators(
    () => 'Every indicator has values of four periods or more.',
    (n, of) => `${n} of ${indicators(of)} have values of four periods or more.`,
    (names) => `Fewer make no course: collect earlier evidence for ${names}, or wait.`,
  ),
  judged: ofIndicators(
    () => 'Every indicator has a verdict.',
    (n, of) => `${n} of ${indicators(of)} have a verdict.`,
    (names) => `“isometric show” says what keeps ${names} from one.`,
  ),
  meanings: ofIndicators(
    () => 'Each indicator says what met and not met mean.',
    (n, of) => `${n} of ${indicators(of)} say what met and not met mean.`,
    (names) => `Write under meaning: what follows from each status of ${names}.`,
  ),
  decided: {
    said: ({ of, left }) =>
      of === 0
        ? 'Nothing has been judged yet.'
        : left.length === 0
          ? 'No indicator is unmet without an answer, so no decision is due.'
          : `${indicators(left.length)} of ${of} judged ${are(left.length)} not met, and nobody has answered.`,
    todo: ({ of, left }) =>
      of === 0
        ? '“isometric measure” measures and judges.'
        : `Take the decision that its construct names, for ${named(left)}.`,
  },
  revised: ofIndicators(
    () => 'No construct is due for revision.',
    (n, of) => `${n} of ${plural(of, 'construct')} ${are(n)} not yet due for revision.`,
    (names) =>
      `Ask whether they are still useful, valid and worth their cost: ${names}. Have their criteria approved anew, from that day on.`,
  ),
  forms: ofIndicators(
    () => 'Each form names the owner and the collector of its information.',
    (n, of) => `${n} of ${plural(of, 'form')} name the owner and the collector of the information.`,
    (names) => `Complete parties: of ${names}.`,
  ),
  matrix: ofIndicators(
    () => 'The six answers of ISO/IEC 27001 9.1 are given for each indicator.',
    (n, of) => `The six answers of ISO/IEC 27001 9.1 are given for ${n} of ${indicators(of)}.`,
    (names) => `“isometric checklist --matrix” shows what is missing for ${names}.`,
  ),
  kept: ofIndicators(
    () => 'Every result can be followed back to evidence that is kept.',
    (n, of) => `Results of ${n} of ${indicators(of)} can be followed back to evidence that is kept.`,
    (names) => `Measure ${names}, or restore the evidence its results rest on.`,
  ),
  audiences: ofIndicators(
    () => 'Each indicator says to whom it is reported.',
    (n, of) => `${n} of ${indicators(of)} say to whom they are reported.`,
    (names) => `Write audiences: under report: of ${names}.`,
  ),
  requirements: {
    said: ({ of, left }) =>
      `${of - left.length} of ${of} clauses of ISO/IEC 27001 that Annex B has forms for are measured.`,
    todo: ({ left }) => `Look for constructs that help to meet ${named(left)}.`,
  },
  A: ofIndicators(
    () => 'Annex A: every result can be walked from its status back to evidence.',
    (n, of) => `Annex A: ${n} of ${indicators(of)} can be walked from status back to evidence.`,
    (names) => `Measure ${names}.`,
  ),
  B: {
    said: ({ of, left }) => `Annex B: ${of - left.length} of ${of} forms are adopted.`,
    todo: () => 'Adopt what answers a need of yours; “isometric catalogue” lists the forms.',
  },
  C: ofIndicators(
    () => 'Annex C: every construct can be printed as free text, with --form text.',
    (n, of) => `Annex C: ${n} of ${plural(of, 'construct')} can be printed as free text.`,
    (names) => `“isometric check” says what is wrong with ${names}.`,
  ),
}

const clauseNames: Readonly<Record<string, string>> = {
  '5': 'why to measure',
  '6.2': 'what to monitor and measure',
  '6.4': 'when to do so',
  '6.5': 'who does so',
  '7': 'types of measures',
  '8.2': 'information needs',
  '8.3': 'measures',
  '8.4': 'procedures',
  '8.5': 'monitoring and measuring',
  '8.6': 'analysis',
  '8.7': 'evaluation',
  '8.8': 'review of the process',
  '8.9': 'what is kept and told',
}

/** What the steps are called, so that a clause can say which items it waits for. */
const itemNames: Readonly<Record<string, string>> = {
  needs: 'needs and decisions',
  clients: 'measurement clients',
  types: 'both types of measures',
  effects: 'effects of what is done',
  sound: 'sound constructs',
  criteria: 'approved criteria',
  sources: 'sources',
  roles: 'roles',
  separation: 'separate reviewers',
  collected: 'collected evidence',
  fresh: 'fresh evidence',
  quarantine: 'files in quarantine',
  measured: 'measured periods',
  course: 'courses of four periods',
  judged: 'verdicts',
  meanings: 'meanings of statuses',
  decided: 'decisions that are due',
  revised: 'revisions that are due',
  forms: 'complete forms',
  kept: 'evidence that is kept',
  audiences: 'audiences',
}

const ofClause = (clause: string): Words => ({
  said: () => `Clause ${clause}: ${clauseNames[clause] ?? ''}.`,
  todo: ({ left }) => `Left above: ${named(left.map((id) => itemNames[id] ?? id))}.`,
})

/** The words of the checklist and of the matrix of ISO/IEC 27001 9.1. */
export const enChecklist = {
  steps: {
    understand: 'Understand',
    establish: 'Establish the programme',
    monitor: 'Monitor, measure and analyse',
    evaluate: 'Evaluate',
    document: 'Document',
    clauses: 'Clauses',
    annexes: 'Annexes',
  } satisfies Readonly<Record<Step, string>>,
  states: { done: 'done', open: 'open', missing: 'missing' } satisfies Readonly<Record<State, string>>,
  sentence: (organisation: string, date: string, counts: readonly (readonly [State, number])[]): string =>
    `${organisation}, ${date}: of seven steps ${named(counts.map(([state, n]) => `${n} ${are(n)} ${state}`))}.`,
  item: (id: string): Words => items[id] ?? ofClause(id),
  matrix: {
    title: 'What is measured, how, when and by whom (ISO/IEC 27001 9.1)',
    what: 'What',
    how: 'How',
    whenMeasured: 'When measured',
    whoMeasures: 'Who measures',
    whenAnalysed: 'When analysed',
    whoAnalyses: 'Who analyses',
    asked: (question: string, measure: string) => `${question} By: ${measure}.`,
    from: (evidence: readonly string[], criteria: { readonly met: string; readonly near: string | null } | null) => {
      const near = criteria?.near === null || criteria === null ? '' : `; near: ${criteria.near}`
      return `From ${named(evidence)}. ${criteria === null ? 'No criteria are set.' : `Met: ${criteria.met}${near}.`}`
    },
    owned: (collector: string, owner: string | null) =>
      owner === null || owner === collector ? collector : `${collector}; information owner: ${owner}`,
    reported: (analysed: string, reported: string) =>
      analysed === reported ? analysed : `${analysed}; reported ${reported}`,
    nobody: 'nobody is named',
    empty: 'Nothing is adopted, so nothing is measured. Adopt constructs in isometric.yaml.',
    gaps: (n: number, of: number) =>
      n === 0
        ? `All six questions are answered for ${indicators(of)}.`
        : `Something is missing for ${n} of ${indicators(of)}.`,
  },
} as const
