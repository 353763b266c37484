import { describe, expect, test } from 'vitest'
import { statuses } from '../../term/index.ts'
import { themes, type ThemeName } from './theme.ts'

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

test('the measure of contrast is the published one', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

describe.each<ThemeName>(['light', 'dark'])('%s', (name) => {
  const theme = themes[name]
  const texts = { ink: theme.ink, muted: theme.muted, accent: theme.accent, ...theme.status }

  test.each(Object.entries(texts))('%s can be read on paper and on a raised row', (_name, colour) => {
    expect(contrast(colour, theme.paper)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colour, theme.raised)).toBeGreaterThanOrEqual(4.5)
  })

  test('words in a band can be read on its fill', () => {
    expect(contrast(theme.status.met, theme.metFill)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(theme.status.near, theme.nearFill)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(theme.muted, theme.metFill)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(theme.muted, theme.nearFill)).toBeGreaterThanOrEqual(4.5)
  })

  test('every status has a colour', () => {
    expect(Object.keys(theme.status).toSorted()).toEqual([...statuses].toSorted())
  })
})
