import { base64, fromBase64 } from './bytes.ts'
import { readNote, type Note } from './note.ts'
import { hashLength } from './tile.ts'

/** C2SP tlog-checkpoint: which log, how large it is, and its root; signed as a note. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array }

/** @example checkpointText({ origin: 'example.org/log', size: 0, root: new Uint8Array(0) }) //=> 'example.org/log\n0\n\n' */
export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`

/** The text of a checkpoint; lines after the third are extensions, which are signed and mean nothing here. */
export const readCheckpointText = (text: string): Checkpoint | undefined => {
  const [origin = '', size = '', root = ''] = text.split('\n')
  const bytes = fromBase64(root)
  const isNumber = /^(0|[1-9]\d{0,15})$/.test(size) && Number.isSafeInteger(Number(size))
  return text.endsWith('\n') && origin !== '' && isNumber && bytes?.length === hashLength
    ? { origin, size: Number(size), root: bytes }
    : undefined
}

/** A checkpoint with the note that signs it. */
export type SignedCheckpoint = Checkpoint & { readonly note: Note }

export const readCheckpoint = (document: string): SignedCheckpoint | undefined => {
  const note = readNote(document)
  const checkpoint = note === undefined ? undefined : readCheckpointText(note.text)
  return note === undefined || checkpoint === undefined ? undefined : { ...checkpoint, note }
}
