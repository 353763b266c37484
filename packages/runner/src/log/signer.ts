/** The key that signs the log: made with the workspace, readable by its owner only, and apart from the keys of persons. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { utf8, verifierKey, type Signature, type VerifierKey } from '@isometric/core/record'
import { writeNew } from './durable.ts'
import { rawKey, sha256 } from './platform.ts'

export type Signer = { readonly key: VerifierKey; readonly sign: (text: string) => Signature }

/** Where the key is, and what it is enciphered with where it is kept elsewhere. */
export type KeyPlace = { readonly file: string; readonly passphrase?: string | undefined }

const signerOf = (name: string, secret: KeyObject): Signer => {
  const key = verifierKey(name, rawKey(createPublicKey(secret).export({ format: 'der', type: 'spki' })), sha256)
  return { key, sign: (text) => ({ name, keyId: key.keyId, bytes: sign(null, utf8(text), secret) }) }
}

/** What names a log among all others; it tells nothing of whose it is. */
export const newOrigin = (): string => `isometric/${randomBytes(8).toString('hex')}`

/** The key's text: the log it is for, and the key as PEM (PKCS #8). */
const textOf = (name: string, secret: KeyObject, passphrase: string | undefined): string =>
  `${name}\n${String(
    passphrase === undefined
      ? secret.export({ format: 'pem', type: 'pkcs8' })
      : secret.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase }),
  )}`

/** Undefined where the file holds no such key, or one that another passphrase opens. */
const signerIn = (text: string, passphrase: string | undefined): Signer | undefined => {
  const end = text.indexOf('\n')
  try {
    const secret = createPrivateKey({
      key: text.slice(end + 1),
      format: 'pem',
      ...(passphrase === undefined ? {} : { passphrase }),
    })
    return end > 0 && secret.asymmetricKeyType === 'ed25519' ? signerOf(text.slice(0, end), secret) : undefined
  } catch {
    return undefined
  }
}

export const hasKey = ({ file }: KeyPlace): boolean => existsSync(file)

export const readSigner = ({ file, passphrase }: KeyPlace): Signer | undefined =>
  existsSync(file) ? signerIn(readFileSync(file, 'utf8'), passphrase) : undefined

/** A new key for a log that is there, or for a new one; it is on the disk before it is used, and never written over. */
export const makeSigner = ({ file, passphrase }: KeyPlace, origin: string = newOrigin()): Signer => {
  const { privateKey } = generateKeyPairSync('ed25519')
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeNew(file, textOf(origin, privateKey, passphrase), 0o600)
  return signerOf(origin, privateKey)
}

export type NextKey = { readonly signer: Signer; readonly install: () => void }

const nextPlace = (place: KeyPlace): KeyPlace => ({ ...place, file: `${place.file}.next` })

/** A key that waits beside the one in use to take its place. */
export const nextKey = (place: KeyPlace): NextKey | undefined => {
  const next = nextPlace(place)
  const signer = readSigner(next)
  return signer === undefined ? undefined : { signer, install: () => renameSync(next.file, place.file) }
}

/** The same, made where there is none. `install` is for when the log knows of it. */
export const makeNextKey = (place: KeyPlace, origin: string): NextKey => {
  const known = nextKey(place)
  if (known !== undefined) return known
  const next = nextPlace(place)
  const signer = makeSigner(next, origin)
  return { signer, install: () => renameSync(next.file, place.file) }
}
