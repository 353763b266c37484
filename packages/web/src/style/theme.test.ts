import { readFileSync } from 'node:fs'
import { themes, type ThemeName } from '@isometric/core/report'
import { describe, expect, test } from 'vitest'

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')

/** The custom properties that follow a selector. */
const propertiesAfter = (css: string, selector: string): Readonly<Record<string, string>> => {
  const block = css.slice(css.indexOf(selector)).split('}')[0] ?? ''
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

const expected = (name: ThemeName): Readonly<Record<string, string>> => {
  const { status, metFill, nearFill, bar: _, ...plain } = themes[name]
  const statuses = Object.entries(status).map(([key, colour]): readonly [string, string] => [
    `status-${key.replaceAll(' ', '-')}`,
    colour,
  ])
  return { ...plain, ...Object.fromEntries(statuses), 'met-fill': metFill, 'near-fill': nearFill }
}

describe('the style sheet has the colours of the theme', () => {
  test.each<[ThemeName, string]>([
    ['light', ':root {'],
    ['dark', ":root[data-mantine-color-scheme='dark'] {"],
  ])('%s', (name, selector) => {
    expect(propertiesAfter(read('./theme.css'), selector)).toEqual(expected(name))
  })

  test('and paper has those of the light one', () => {
    const { accent: _, paper, status } = themes.light
    const printed = propertiesAfter(read('./print.css'), ':root,')
    expect(printed).toMatchObject({ paper, 'status-met': status.met, 'status-not-met': status['not met'] })
  })
})
