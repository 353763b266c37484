import { checklistOf, type ProgrammeFacts, type State, type Step } from '../programme/index.ts'
import { dateOf } from '../term/index.ts'
import { shortDate } from './date-words.ts'
import { en } from './message/index.ts'

/** The seven steps of a measurement programme in words, each with what is done and what to do. */
export type ChecklistPage = { readonly sentence: string; readonly steps: readonly ChecklistStep[] }
export type ChecklistStep = {
  readonly number: number
  readonly step: Step
  readonly title: string
  readonly state: State
  readonly items: readonly ChecklistItem[]
}
export type ChecklistItem = {
  readonly id: string
  readonly state: State
  readonly sentence: string
  /** What to do about it, where something is left. */
  readonly todo: string | null
  /** All that is left, by name; the sentence may say only the first. */
  readonly left: readonly string[]
}

const states: readonly State[] = ['done', 'open', 'missing']

export const checklistPage = (facts: ProgrammeFacts): ChecklistPage => {
  const steps = checklistOf(facts).map(({ step, state, items }, i): ChecklistStep => ({
    number: i + 1,
    step,
    title: en.checklist.steps[step],
    state,
    items: items.map((item) => {
      const words = en.checklist.item(item.id)
      return {
        id: item.id,
        state: item.state,
        sentence: words.said(item),
        todo: item.state === 'done' ? null : words.todo(item),
        left: item.left,
      }
    }),
  }))
  const counts = states
    .map((state) => [state, steps.filter((step) => step.state === state).length] as const)
    .filter(([, n]) => n > 0)
  const date = shortDate(dateOf(facts.now, facts.calendar.timeZone))
  return { sentence: en.checklist.sentence(facts.organisation, date, counts), steps }
}
