import { stripVTControlCharacters } from 'node:util'

const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u
const none = /\p{Mark}|\u200d|\ufe0f/u

/** How many cells a text takes in a terminal; colours take none. @example widthOf('25 %') //=> 4 */
export const widthOf = (text: string): number =>
  Array.from(stripVTControlCharacters(text)).reduce(
    (sum, sign) => sum + (none.test(sign) ? 0 : wide.test(sign) ? 2 : 1),
    0,
  )

/** Control characters of a name or a file would draw on the terminal themselves. */
export const harmless = (text: string): string => text.replace(/(?![\n\t])\p{Cc}/gu, '\ufffd')

/** @example shortened('a long name', 6) //=> 'a lon…' */
export const shortened = (text: string, most: number): string => {
  if (widthOf(text) <= most) return text
  let kept = ''
  for (const sign of text) {
    if (widthOf(kept + sign) > most - 1) break
    kept += sign
  }
  return `${kept}…`
}

export const padded = (text: string, width: number, side: 'left' | 'right'): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return side === 'left' ? `${text}${space}` : `${space}${text}`
}

/** Words in lines of at most `width`. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Cells of a line: a terminal's own, within reason; 80 where there is none. */
export const widthIn = ({ isTTY, columns }: { readonly isTTY?: boolean; readonly columns?: number }): number =>
  isTTY === true && columns !== undefined ? Math.min(120, Math.max(40, columns)) : 80
