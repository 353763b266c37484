import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { filesOfGit, root, textOf } from './tree.ts'

const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')

/** As the usual hosts make them: lower case, spaces to hyphens, punctuation gone. */
const anchor = (title: string): string =>
  title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

const anchorsOf = (path: string): readonly string[] =>
  [...textOf(path).matchAll(/^#{1,6} (.+)$/gm)].map((match) => anchor(match[1] ?? ''))

const linksOf = (path: string): readonly string[] =>
  [...withoutCode(textOf(path)).matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^[a-z][a-z0-9+.-]*:/i.test(link))

const isDead = (from: string, link: string): boolean => {
  const [file = '', fragment] = link.split('#')
  const path = file === '' ? from : normalize(join(dirname(from), decodeURI(file)))
  if (!existsSync(join(root, path))) return true
  return fragment !== undefined && path.endsWith('.md') && !anchorsOf(path).includes(fragment)
}

test('no relative link in a document is dead', () => {
  const documents = filesOfGit('*.md')
  const dead = documents.flatMap((from) =>
    linksOf(from)
      .filter((link) => isDead(from, link))
      .map((link) => `${from}: ${link}`),
  )
  expect(documents).toContain('README.md')
  expect(dead).toEqual([])
})
