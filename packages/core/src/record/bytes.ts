/** Bytes as text and text as bytes: the core has neither Node's nor a browser's own ways. */

/**
 * UTF-8; half a surrogate pair becomes U+FFFD, as everywhere.
 * @example [...utf8('é€')] //=> [195, 169, 226, 130, 172]
 */
export const utf8 = (text: string): Uint8Array => {
  const bytes: number[] = []
  for (const character of text) {
    const found = character.codePointAt(0) ?? 0
    const point = found >= 0xd800 && found <= 0xdfff ? 0xfffd : found
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63))
  }
  return Uint8Array.from(bytes)
}

/** @example hex(Uint8Array.of(1, 171)) //=> '01ab' */
export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** @example base64(Uint8Array.of(102, 111)) //=> 'Zm8=' */
export const base64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3)
    text += alphabet.charAt(a >> 2) + alphabet.charAt(((a & 3) << 4) | ((b ?? 0) >> 4))
    text += b === undefined ? '=' : alphabet.charAt(((b & 15) << 2) | ((c ?? 0) >> 6))
    text += c === undefined ? '=' : alphabet.charAt(c & 63)
  }
  return text
}

/**
 * Undefined where the text is not the one way to write some bytes: two texts of one signature would be two records.
 * @example [...(fromBase64('Zm8=') ?? [])] //=> [102, 111]
 */
export const fromBase64 = (text: string): Uint8Array | undefined => {
  const digits = text.replace(/=+$/, '')
  const bytes: number[] = []
  let [held, bits] = [0, 0]
  for (const digit of digits) {
    const value = alphabet.indexOf(digit)
    if (value < 0) return undefined
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 0xff)
  }
  const found = Uint8Array.from(bytes)
  return base64(found) === text ? found : undefined
}

/** @example concatenated(Uint8Array.of(1), Uint8Array.of(2, 3)).length //=> 3 */
export const concatenated = (...parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** @example isSameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2)) //=> true */
export const isSameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at])
