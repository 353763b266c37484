/** Keys on their way: enciphered by a passphrase (scrypt, AES-256-GCM), or not at all on their way. */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'

type Sealed = { readonly salt: string; readonly nonce: string; readonly tag: string; readonly bytes: string }

const keyFrom = (passphrase: string, salt: Buffer): Buffer =>
  scryptSync(passphrase, salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 })

/** `files`: bytes by their path in the workspace. */
export const sealKeys = (files: ReadonlyMap<string, Uint8Array>, passphrase: string): string => {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const plain = JSON.stringify(
    Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')])),
  )
  const cipher = createCipheriv('aes-256-gcm', keyFrom(passphrase, salt), nonce)
  const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  const text = (part: Uint8Array): string => Buffer.from(part).toString('base64')
  const sealed: Sealed = { salt: text(salt), nonce: text(nonce), tag: text(cipher.getAuthTag()), bytes: text(bytes) }
  return `${JSON.stringify(sealed)}\n`
}

/** Undefined where the passphrase is another one, or a byte has changed. */
export const openKeys = (document: string, passphrase: string): ReadonlyMap<string, Uint8Array> | undefined => {
  try {
    const sealed = JSON.parse(document) as Sealed
    const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', keyFrom(passphrase, bytes(sealed.salt)), bytes(sealed.nonce))
    decipher.setAuthTag(bytes(sealed.tag))
    const plain = Buffer.concat([decipher.update(bytes(sealed.bytes)), decipher.final()]).toString('utf8')
    const files = Object.entries(JSON.parse(plain) as Readonly<Record<string, string>>)
    return new Map(files.map(([path, text]) => [path, bytes(text)]))
  } catch {
    return undefined
  }
}
