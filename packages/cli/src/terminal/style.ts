/** Colours of meaning, not of taste: the words say the same without them. */
export type Ink = 'plain' | 'strong' | 'faint' | 'good' | 'middling' | 'bad' | 'unknown'
export type Paint = (ink: Ink, text: string) => string

const codes: Readonly<Record<Ink, string>> = {
  plain: '',
  strong: '1',
  faint: '2',
  good: '32',
  middling: '33',
  bad: '31',
  unknown: '36',
}

const plain: Paint = (_ink, text) => text
const coloured: Paint = (ink, text) => (ink === 'plain' || text === '' ? text : `\u001b[${codes[ink]}m${text}\u001b[0m`)

/** Colour only on a terminal, and not where somebody said no (no-color.org). */
export const paintFor = (
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Paint => (stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb' ? coloured : plain)
