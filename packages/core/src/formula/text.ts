const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' }
/** A text as its literal writes it to what it means. @example unescaped('a\\"b\\u00e9') //=> 'a"bé' */
export const unescaped = (text: string): string =>
  text.replaceAll(
    /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|([nrt"'\\]))/g,
    (all, four: string, six: string, one: string) => {
      const point = Number.parseInt(four ?? six ?? '0', 16)
      if (one !== undefined) return escapes[one] ?? all
      return point > 0x10ffff ? all : String.fromCodePoint(point)
    },
  )

/** A text as a literal writes it, with its quotes. */
export const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`
