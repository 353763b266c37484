import { constants } from 'node:fs'
import { copyFile, link, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Issue } from '@isometric/core/issue'
import { fileDigest, textDigest } from './content.ts'
import { quarantineIn, settle } from './folder.ts'

/** Up to this size a copy is made, which later changes of the original cannot reach. */
const copied = 256 * 2 ** 20

/** The same file refused twice is kept once. */
const nameFor = async (file: string): Promise<string> => {
  const { size, mtimeMs } = await stat(file)
  const digest = size <= copied ? await fileDigest(file) : textDigest(`${file}\n${size}\n${mtimeMs}`)
  return `${digest.slice(0, 16)}-${basename(file).replaceAll(/[^\p{L}\p{N}._-]+/gu, '_')}`
}

/** A file too large to copy shares its bytes with the original where the disk allows it. */
const keep = async (file: string, to: string): Promise<'copy' | 'link'> => {
  if ((await stat(file)).size > copied) {
    try {
      await link(file, to)
      return 'link'
    } catch (thrown) {
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : ''
      if (code === 'EEXIST') return 'link'
      if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'EMLINK' && code !== 'ENOTSUP') throw thrown
    }
  }
  await copyFile(file, to, constants.COPYFILE_FICLONE)
  return 'copy'
}

/**
 * Keeps a refused file with the reasons beside it. What is kept is the file as it came, with whatever it says about
 * persons: the folder is to be emptied when the matter is settled.
 */
export const quarantined = async (
  request: {
    readonly file: string
    readonly evidence: string
    readonly now: string
    readonly contract: string
    readonly source: string
    readonly scratch: string
  },
  issues: readonly Issue[],
): Promise<string> => {
  const folder = quarantineIn(request.evidence)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, await nameFor(request.file))
  const kept = await keep(request.file, path)
  const report = {
    file: request.file,
    kept,
    contract: request.contract,
    source: request.source,
    refusedAt: request.now,
    reasons: issues.map(({ code, severity, message }) => ({ code, severity, message })),
  }
  const temporary = join(request.scratch, 'report.json')
  await writeFile(temporary, `${JSON.stringify(report, null, 2)}\n`)
  await settle(temporary, `${path}.json`)
  return path
}

const contractIn = (text: string): readonly string[] => {
  try {
    const report: unknown = JSON.parse(text)
    return typeof report === 'object' && report !== null && 'contract' in report && typeof report.contract === 'string'
      ? [report.contract]
      : []
  } catch {
    return [] // somebody else's file in the folder
  }
}

/** The contracts of which a file stands in quarantine. */
export const readQuarantined = async (evidence: string): Promise<readonly string[]> => {
  const folder = quarantineIn(evidence)
  const names = await readdir(folder).catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return []
    throw thrown
  })
  const reports = names.filter((name) => name.endsWith('.json'))
  const contracts = await Promise.all(
    reports.map(async (name) => contractIn(await readFile(join(folder, name), 'utf8'))),
  )
  return [...new Set(contracts.flat())].toSorted()
}
