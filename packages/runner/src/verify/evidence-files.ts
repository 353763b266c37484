import { createReadStream } from 'node:fs'
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { manifestPaths, readEvidenceRecord } from '../evidence/index.ts'
import type { Recorded } from '../store/index.ts'
import { problemOf, type Problems } from './problem.ts'

const digestOfFile = async (path: string): Promise<string | undefined> => {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
  if (!isFile) return undefined
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return `sha256:${hash.digest('hex')}`
}

/** Every file of evidence against the record of it; gives how many files were read. */
export const checkEvidence = async (
  evidence: string,
  records: readonly Recorded[],
  problems: Problems,
): Promise<number> => {
  const known = new Set<string>()
  let files = 0
  for (const { number, document, name } of records) {
    const record = readEvidenceRecord(document)
    const about = `record/evidence ${number}`
    if (record === undefined) {
      problems.add(problemOf('integrity', about, 'evidence-record-unreadable', { record: about, name }))
      continue
    }
    for (const [file, digest] of Object.entries(record.files)) {
      const path = join(record.folder, file)
      known.add(path)
      files += 1
      const found = await digestOfFile(join(evidence, path))
      if (found === undefined)
        problems.add(problemOf('completeness', path, 'evidence-missing', { file: path, contract: record.contract }))
      else if (found !== digest)
        problems.add(problemOf('integrity', path, 'evidence-changed', { file: path, contract: record.contract }))
    }
  }
  for (const path of await manifestPaths(evidence)) {
    const file = join(basename(dirname(path)), basename(path))
    if (!known.has(file)) problems.add(problemOf('integrity', file, 'evidence-inserted', { file }))
  }
  return files
}
