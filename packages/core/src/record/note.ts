/** C2SP signed notes: a text with the signatures below it, each with the name and the number of its key. */
import { base64, concatenated, fromBase64, hex, utf8 } from './bytes.ts'
import type { Sha256 } from './tree.ts'

export type Signature = { readonly name: string; readonly keyId: string; readonly bytes: Uint8Array }
/** `text` ends with a line end, and is what the signatures are of. */
export type Note = { readonly text: string; readonly signatures: readonly Signature[] }

/** A key to verify with. */
export type VerifierKey = { readonly name: string; readonly keyId: string; readonly publicKey: Uint8Array }

/** Whether an Ed25519 signature (RFC 8032) of a message is that of a key; injected, as the hash is. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

/** The type of an Ed25519 key and its signatures. */
const ed25519 = 1
const keyIdLength = 4
const mark = '— '

const isName = (name: string): boolean => name !== '' && !/[\s+]/u.test(name)

/** The first four bytes of the SHA-256 of name, line end, type and key, as hex. */
export const keyIdOf = (name: string, publicKey: Uint8Array, sha256: Sha256): string =>
  hex(sha256(concatenated(utf8(`${name}\n`), Uint8Array.of(ed25519), publicKey)).subarray(0, keyIdLength))

export const verifierKey = (name: string, publicKey: Uint8Array, sha256: Sha256): VerifierKey => {
  if (!isName(name)) throw new Error(`“${name}” cannot name a key: it is empty, or has spaces or a plus sign`)
  return { name, keyId: keyIdOf(name, publicKey, sha256), publicKey }
}

/** As it is given to others: name, number, and type with key. */
export const verifierKeyText = ({ name, keyId, publicKey }: VerifierKey): string =>
  `${name}+${keyId}+${base64(concatenated(Uint8Array.of(ed25519), publicKey))}`

/** Undefined where the text is no Ed25519 key, or its number is not that of the key. */
export const readVerifierKey = (text: string, sha256: Sha256): VerifierKey | undefined => {
  const [, name = '', keyId, coded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? []
  const bytes = fromBase64(coded)
  if (bytes === undefined || bytes.length !== 33 || bytes[0] !== ed25519) return undefined
  const publicKey = bytes.subarray(1)
  return isName(name) && keyIdOf(name, publicKey, sha256) === keyId ? { name, keyId, publicKey } : undefined
}

const keyIdBytes = (keyId: string): Uint8Array =>
  Uint8Array.from(keyId.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

export const noteText = ({ text, signatures }: Note): string => {
  const lines = signatures.map(
    ({ name, keyId, bytes }) => `${mark}${name} ${base64(concatenated(keyIdBytes(keyId), bytes))}\n`,
  )
  return `${text}\n${lines.join('')}`
}

const signatureIn = (line: string): Signature | undefined => {
  const [, name = '', coded = ''] = /^— (\S+) (\S+)$/u.exec(line) ?? []
  const bytes = fromBase64(coded)
  return isName(name) && bytes !== undefined && bytes.length > keyIdLength
    ? { name, keyId: hex(bytes.subarray(0, keyIdLength)), bytes: bytes.subarray(keyIdLength) }
    : undefined
}

/** More than these is no note but an attempt to keep whoever verifies busy. */
const mostSignatures = 100

/** Undefined where a text is no signed note: text, an empty line, at least one signature, nothing else. */
export const readNote = (document: string): Note | undefined => {
  const split = document.lastIndexOf('\n\n')
  if (split < 0 || !document.endsWith('\n')) return undefined
  const text = document.slice(0, split + 1)
  const signatures = document
    .slice(split + 2, -1)
    .split('\n')
    .map(signatureIn)
  const whole = signatures.filter((signature) => signature !== undefined)
  return whole.length === signatures.length &&
    whole.length <= mostSignatures &&
    noteText({ text, signatures: whole }) === document
    ? { text, signatures: whole }
    : undefined
}

/** Whether a key has signed a note: there is a signature of that name and number, and each of them is good. */
export const isSignedBy = ({ text, signatures }: Note, key: VerifierKey, verify: VerifySignature): boolean => {
  const message = utf8(text)
  const own = signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId)
  return own.length > 0 && own.every(({ bytes }) => verify(key.publicKey, message, bytes))
}
