import { entriesOf, nodeAt, treeOf, wordOf } from './tree.ts'

/** What a worked example (`expected.yaml` beside a construct) says of its calendar and its periods. */
export type Example = {
  readonly timeZone: string
  readonly firstMonth: number
  readonly periods: readonly string[]
}

/** Undefined where it cannot be read. */
export const readExample = (text: string): Example | undefined => {
  const { root } = treeOf(text)
  const timeZone = wordOf(nodeAt(root, ['time zone']))
  const firstMonth = Number(wordOf(nodeAt(root, ['first month'])))
  const periods = entriesOf(nodeAt(root, ['periods'])).map(({ key }) => key)
  return timeZone === undefined || !Number.isInteger(firstMonth) || periods.length === 0
    ? undefined
    : { timeZone, firstMonth, periods }
}
