import type { Outcome } from '@isometric/core/issue'

type Read<T> = (name: string, text: string) => Outcome<T>

/**
 * Reading is a pure function of the text, and the product's own documents hardly ever change: one that says what it
 * said when it was read last is not read again. Of each name the last text is kept.
 */
export const readOnce = <T>(read: Read<T>): Read<T> => {
  const last = new Map<string, { readonly text: string; readonly outcome: Outcome<T> }>()
  return (name, text) => {
    const known = last.get(name)
    if (known?.text === text) return known.outcome
    const outcome = read(name, text)
    last.set(name, { text, outcome })
    return outcome
  }
}
