/** @example wordsOf('Unused rules of fw1') //=> ['unused', 'rules', 'of', 'fw1'] */
export const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const negations = ['un', 'non', 'in', 'im', 'dis'] as const

/** Whether one word says the opposite of the other: cracked and uncracked. */
export const areOpposite = (a: string, b: string): boolean =>
  negations.some((no) => a === `${no}${b}` || b === `${no}${a}`)

/** Whether a text holds a phrase word by word. */
export const saysPhrase = (text: string, phrase: string): boolean => {
  const [words, wanted] = [wordsOf(text), wordsOf(phrase)]
  return wanted.length > 0 && words.some((_, i) => wanted.every((word, k) => words[i + k] === word))
}
