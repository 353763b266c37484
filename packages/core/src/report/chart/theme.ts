import type { Status } from '../../term/index.ts'

/** Colours of pages and charts. Every text and status colour holds 4.5:1 on `paper` and on `raised` (WCAG 2.2 AA). */
export type Theme = {
  readonly paper: string
  /** Behind a hovered or selected row. */
  readonly raised: string
  readonly ink: string
  readonly muted: string
  readonly rule: string
  /** Bars: quantity without judgement. */
  readonly bar: string
  /** The one colour of what can be clicked. */
  readonly accent: string
  readonly status: Readonly<Record<Status, string>>
  readonly metFill: string
  readonly nearFill: string
}
export type ThemeName = 'light' | 'dark'

/** Status colours are of the Okabe–Ito family, darkened or lightened until they hold as text (visual.md, Palette). */
export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    paper: '#ffffff',
    raised: '#f4f6f7',
    ink: '#1a1d21',
    muted: '#59616b',
    rule: '#dde1e5',
    bar: '#c3cad1',
    accent: '#0065a8',
    status: {
      met: '#00704f',
      near: '#8f5600',
      'not met': '#b34700',
      'cannot tell': '#a03f78',
      stale: '#5c6570',
      'no data': '#5c6570',
      'not computable': '#5c6570',
    },
    metFill: '#e2f3ec',
    nearFill: '#fdf0d9',
  },
  dark: {
    paper: '#15181c',
    raised: '#1e2329',
    ink: '#e8eaed',
    muted: '#a3abb5',
    rule: '#333a42',
    bar: '#4a535d',
    accent: '#6cb8ee',
    status: {
      met: '#3fc79a',
      near: '#efb03c',
      'not met': '#ff8b52',
      'cannot tell': '#e49bc4',
      stale: '#a7afb9',
      'no data': '#a7afb9',
      'not computable': '#a7afb9',
    },
    metFill: '#17302a',
    nearFill: '#352b18',
  },
}
