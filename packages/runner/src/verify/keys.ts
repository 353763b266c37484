import { isSignedBy, readNote, readVerifierKey, type VerifierKey } from '@isometric/core/record'
import { sha256, verifySignature } from '../log/index.ts'
import type { Recorded } from '../store/index.ts'
import { rotationText } from '../workspace/index.ts'
import { problemOf, type Problems } from './problem.ts'

/** What an act says, as far as keys go. */
type Act = { readonly act: string; readonly key: string; readonly note?: string }

const actIn = (document: string): Act | undefined => {
  try {
    const value: unknown = JSON.parse(document)
    if (typeof value !== 'object' || value === null || !('act' in value) || !('key' in value)) return undefined
    const { act, key } = value
    const note = 'note' in value && typeof value.note === 'string' ? { note: value.note } : {}
    return typeof act === 'string' && typeof key === 'string' ? { act, key, ...note } : undefined
  } catch {
    return undefined
  }
}

const isAgreed = (before: VerifierKey, next: VerifierKey, document: string): boolean => {
  const note = readNote(document)
  return (
    note !== undefined &&
    note.text === rotationText(before, next) &&
    [before, next].every((key) => isSignedBy(note, key, verifySignature))
  )
}

/** The keys that have signed a log, the newest last: the one it began with, and each that the one before it agreed to. */
export const keysOf = (acts: readonly Recorded[], problems: Problems): readonly VerifierKey[] => {
  const keys: VerifierKey[] = []
  for (const { document, number, name } of acts) {
    const act = actIn(document)
    if (act === undefined || (act.act !== 'log begun' && act.act !== 'key rotated')) continue
    const next = readVerifierKey(act.key, sha256)
    const before = keys.at(-1)
    const isGood =
      next !== undefined &&
      (act.act === 'log begun' ? before === undefined : before !== undefined && isAgreed(before, next, act.note ?? ''))
    if (isGood) keys.push(next)
    else
      problems.add(
        problemOf('integrity', `record/act ${number}`, 'key-not-agreed', { record: `record/act ${number}`, name }),
      )
  }
  return keys
}
