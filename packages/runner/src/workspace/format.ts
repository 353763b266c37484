import { readFile } from 'node:fs/promises'
import type { Issue } from '@isometric/core/issue'
import { issueAt } from '../store/index.ts'
import type { Layout } from './layout.ts'

/** Raised when an older version could no longer read what a newer one writes. */
export const workspaceFormat = 1

export const formatText = `${JSON.stringify({ format: workspaceFormat }, null, 2)}\n`

const formatIn = (text: string): number | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined
    return typeof format === 'number' && Number.isInteger(format) && format > 0 ? format : undefined
  } catch {
    return undefined
  }
}

/** Why this version cannot work with a workspace, if it cannot. One made by hand has no format file: it is today's. */
export const problemWithFormat = async (layout: Layout): Promise<Issue | undefined> => {
  const text = await readFile(layout.format, 'utf8').catch((thrown: NodeJS.ErrnoException) =>
    thrown.code === 'ENOENT' ? formatText : thrown,
  )
  const file = layout.format
  if (typeof text !== 'string') return issueAt(file, 'workspace-unreadable', { file, why: text.message })
  const found = formatIn(text)
  if (found === undefined) return issueAt(file, 'workspace-unreadable', { file, why: 'it is not {"format": <number>}' })
  if (found <= workspaceFormat) return undefined
  return issueAt(file, 'workspace-newer', { folder: layout.folder, found: String(found), known: workspaceFormat })
}
