/** What a pair is told by: a measure of performance and one of effectiveness, of the same control or named together. */
export type Paired = {
  readonly id: string
  readonly type: 'performance' | 'effectiveness'
  readonly controls: readonly string[]
  readonly pairedWith: readonly string[]
}

const isPair = (one: Paired, other: Paired): boolean =>
  one.type !== other.type &&
  (one.pairedWith.includes(other.id) ||
    other.pairedWith.includes(one.id) ||
    one.controls.some((control) => other.controls.includes(control)))

/** Those of the other type that a construct is read with (27004 clause 7): doing and its effect. */
export const partnersOf = <T extends Paired>(one: Paired, among: readonly T[]): readonly T[] =>
  among.filter((other) => isPair(one, other))
