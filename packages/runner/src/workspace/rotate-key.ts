import { canonical, noteText, verifierKeyText, type VerifierKey } from '@isometric/core/record'
import { makeNextKey, readSigner } from '../log/index.ts'
import { Failure, issueAt, type Store } from '../store/index.ts'
import type { Layout } from './layout.ts'
import { logOf } from './recorded-store.ts'

/** The statement that a key takes the place of another, which both sign. */
export const rotationText = (before: VerifierKey, next: VerifierKey): string =>
  `The log ${before.name} is signed by another key from here on.\n${verifierKeyText(before)}\n${verifierKeyText(next)}\n`

/** Puts a new key in the place of the one that signs the log; the log says so, and both have signed it. */
export const rotateKey = async (layout: Layout, store: Store, at: string): Promise<VerifierKey> => {
  const { key: place } = logOf(layout)
  const before = readSigner(place)
  if (before === undefined) throw new Failure(issueAt(place.file, 'signing-key-missing', { file: place.file }))
  const next = makeNextKey(place, before.key.name)
  const text = rotationText(before.key, next.signer.key)
  const note = noteText({ text, signatures: [before.sign(text), next.signer.sign(text)] })
  const document = canonical({ act: 'key rotated', key: verifierKeyText(next.signer.key), note })
  await store.record([{ kind: 'act', name: 'key rotated', document }], at, next.signer)
  await store.show()
  next.install()
  return next.signer.key
}
