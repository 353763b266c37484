import { createPublicKey, hash, verify } from 'node:crypto'
import type { Sha256, VerifySignature } from '@isometric/core/record'

/** The platform's SHA-256, for the record (architecture.md 3). */
export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer')

/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const before = Buffer.from('302a300506032b6570032100', 'hex')

export const verifySignature: VerifySignature = (publicKey, message, signature) => {
  if (publicKey.length !== 32) return false
  const key = createPublicKey({ key: Buffer.concat([before, publicKey]), format: 'der', type: 'spki' })
  return verify(null, message, key, signature)
}

/** The 32 bytes of an Ed25519 key, from its DER form. */
export const rawKey = (der: Uint8Array): Uint8Array => der.subarray(before.length)
