import type { Card, RejectedBy, Snapshot } from '../term/index.ts'
import { momentText } from './date-words.ts'
import { en } from './message/index.ts'
import { quantityOf } from './quantity.ts'
import { snapshotWords, type SnapshotWords } from './steps.ts'

/** What was collected, by contract: fresh or not, and what was refused at the door. */
export type EvidencePage = { readonly sentence: string; readonly contracts: readonly ContractEvidence[] }
export type ContractEvidence = {
  readonly contract: string
  /** The constructs that rest on it: id and question. */
  readonly feeds: readonly { readonly id: string; readonly question: string }[]
  readonly snapshots: readonly SnapshotEvidence[]
}

export type SnapshotEvidence = SnapshotWords & {
  readonly digest: string
  readonly collectedAt: string
  /** A line for each reason for which rows were rejected, the commonest first. */
  readonly rejectedBecause: readonly string[]
}

const byAsOf = (a: Snapshot, b: Snapshot): number => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0)

const becauseOf = ({ reason, column, rows }: RejectedBy): string =>
  en.evidence.because(quantityOf(rows, en.step.row).text, en.evidence.reasons[reason]?.(column) ?? reason)

const newestCards = (cards: readonly Card[]): readonly Card[] => [
  ...new Map(cards.map((card) => [card.id, card])).values(),
]

const contractOf = (contract: string, snapshots: readonly Snapshot[], cards: readonly Card[]): ContractEvidence => {
  const ordered = snapshots.toSorted(byAsOf)
  return {
    contract,
    feeds: cards
      .filter(({ evidence }) => evidence.includes(contract))
      .map(({ id, title }) => ({ id, question: title })),
    snapshots: ordered.map((snapshot) => ({
      ...snapshotWords(snapshot),
      digest: snapshot.digest,
      collectedAt: momentText(snapshot.collectedAt),
      rejectedBecause: (snapshot.rejectedBy ?? []).map(becauseOf),
    })),
  }
}

export const evidenceOf = (snapshots: readonly Snapshot[], cards: readonly Card[]): EvidencePage => {
  const newest = newestCards(cards)
  const contracts = [...Map.groupBy(snapshots, ({ contract }) => contract)]
    .map(([contract, own]) => contractOf(contract, own, newest))
    .toSorted((a, b) => (a.contract < b.contract ? -1 : 1))
  const rejected = snapshots.reduce((sum, snapshot) => sum + snapshot.rejected, 0)
  return { sentence: en.evidence.sentence(snapshots.length, contracts.length, rejected), contracts }
}
