import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64, fromBase64, hex, utf8 } from './bytes.ts'
import { checkpointText, readCheckpoint, readCheckpointText } from './checkpoint.ts'
import { isSignedBy, noteText, readNote, readVerifierKey, verifierKey, verifierKeyText } from './note.ts'
import { bundleOf, entriesIn, tilePath } from './tile.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

/** What stands before the 32 bytes of a key (RFC 8410, 10.3 and 7). */
const publicKeyOf = (bytes: Uint8Array) =>
  createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes]),
    format: 'der',
    type: 'spki',
  })
const privateKeyOf = (seed: Uint8Array) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })
const isGood = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
  verify(null, message, publicKeyOf(key), signature)

// RFC 8032, 7.1: tests 1 to 3.
test.each([
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
])('Ed25519 as it is injected is that of RFC 8032: %s', (seed, key, message, signature) => {
  const [bytes, text] = [Buffer.from(key, 'hex'), Buffer.from(message, 'hex')]
  expect(sign(null, text, privateKeyOf(Buffer.from(seed, 'hex'))).toString('hex')).toBe(signature)
  expect(isGood(bytes, text, Buffer.from(signature, 'hex'))).toBe(true)
})

// The key and note that implementations of the format are tested with.
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const seed = fromBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz')?.subarray(1) ?? new Uint8Array()
const text =
  'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace(
    '’',
    "'",
  )
const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`

describe('signed notes', () => {
  const key = readVerifierKey(peter, sha256)
  const read = readNote(note)

  test('the published note is that of its key, to the byte', () => {
    expect(key).toBeDefined()
    expect(read).toBeDefined()
    expect(key && read && isSignedBy(read, key, isGood)).toBe(true)
    const bytes = sign(null, utf8(text), privateKeyOf(seed))
    expect(noteText({ text, signatures: [{ name: 'PeterNeumann', keyId: 'c74f20a3', bytes }] })).toBe(note)
    expect(key && verifierKeyText(verifierKey('PeterNeumann', key.publicKey, sha256))).toBe(peter)
  })

  test('no part of the key alone is a key, nor one with a character changed', () => {
    const parts = Array.from({ length: peter.length }, (_, i) => [peter.slice(0, i), peter.slice(i + 1)]).flat()
    const changed = Array.from(
      peter,
      (_, i) => `${peter.slice(0, i)}${peter[i] === 'A' ? 'B' : 'A'}${peter.slice(i + 1)}`,
    )
    expect([...parts, ...changed].filter((each) => readVerifierKey(each, sha256) !== undefined)).toEqual([])
  })

  test('a changed character is seen', () => {
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.constantFrom('A', ' ', '\n', 'é'), (at, character) => {
        const changed = `${note.slice(0, at)}${character}${note.slice(at + 1)}`
        fc.pre(changed !== note)
        const found = readNote(changed)
        expect(found !== undefined && key !== undefined && isSignedBy(found, key, isGood)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['nothing', ''],
    ['no signature', `${text}\n`],
    ['no empty line', note.replace('\n\n', '\n')],
    ['no line end', note.slice(0, -1)],
    ['another dash', note.replace('—', '-')],
    ['a signature too short', `${text}\n— PeterNeumann x08go/Y=\n`],
    ['a name with a plus', note.replace('PeterNeumann', 'Peter+Neumann')],
  ])('%s is no note', (_, document) => {
    const found = readNote(document)
    expect(found !== undefined && key !== undefined && isSignedBy(found, key, isGood)).toBe(false)
  })

  test('a good signature beside a false one of the same key does not count', () => {
    const twice = read && {
      ...read,
      signatures: [...read.signatures, ...read.signatures.map((each) => ({ ...each, bytes: new Uint8Array(64) }))],
    }
    expect(twice && key && isSignedBy(twice, key, isGood)).toBe(false)
  })
})

describe('checkpoints', () => {
  const root = Uint8Array.from({ length: 32 }, (_, i) => i)
  const checkpoint = { origin: 'example.org/log', size: 20_852_163, root }

  test('one that is written is read', () => {
    expect(readCheckpointText(checkpointText(checkpoint))).toEqual(checkpoint)
    const document = noteText({
      text: checkpointText(checkpoint),
      signatures: [{ name: 'a', keyId: '00112233', bytes: new Uint8Array(64) }],
    })
    expect(readCheckpoint(document)).toMatchObject(checkpoint)
  })

  test.each([
    ['a size with a zero before it', 'o\n01\n' + base64(root) + '\n'],
    ['a size below zero', 'o\n-1\n' + base64(root) + '\n'],
    ['a root of 31 bytes', `o\n1\n${base64(root.subarray(1))}\n`],
    ['no origin', `\n1\n${base64(root)}\n`],
    ['no line end', `o\n1\n${base64(root)}`],
  ])('%s is none', (_, document) => expect(readCheckpointText(document)).toBeUndefined())
})

describe('bytes', () => {
  test('base64 and UTF-8 are those of the platform', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'binary' }), (bytes, string) => {
        expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(hex(bytes)).toBe(Buffer.from(bytes).toString('hex'))
        expect(fromBase64(base64(bytes))).toEqual(bytes)
        expect(Buffer.from(utf8(string)).equals(Buffer.from(new TextEncoder().encode(string)))).toBe(true)
      }),
      { numRuns: 50 },
    )
    expect([...utf8('a\ud800b')]).toEqual([...new TextEncoder().encode('a\ud800b')])
  })
  test.each(['Zm9=', 'Zg', 'Zg=', 'Z===', 'Zm 8=', 'Zm8'])('%s is no base64', (wrong) =>
    expect(fromBase64(wrong)).toBeUndefined(),
  )
})

describe('bundles', () => {
  test('entries come out as they went in, and no byte less is a bundle of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 600 }), { minLength: 1, maxLength: 256 }),
        fc.nat(),
        (entries, at) => {
          const bundle = bundleOf(entries)
          expect(entriesIn(bundle, entries.length)?.map((entry) => [...entry])).toEqual(
            entries.map((entry) => [...entry]),
          )
          expect(entriesIn(bundle, entries.length + 1)).toBeUndefined()
          expect(entriesIn(bundle.subarray(0, at % bundle.length), entries.length)).toBeUndefined()
        },
      ),
      { numRuns: 50 },
    )
  })
  test.each([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 1, index: 999, width: 7 }, 'tile/1/999.p/7'],
    [{ level: 'entries' as const, index: 1000, width: 256 }, 'tile/entries/x001/000'],
  ])('%j stands at %s', (tile, path) => expect(tilePath(tile)).toBe(path))
})
