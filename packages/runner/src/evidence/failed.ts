import { issueOf, type Issue } from '@isometric/core/issue'
import { EngineFailure } from '../engine/index.ts'
import { nowhere } from './reading.ts'

/** What a disk says, in words. */
const words: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk’s share for this user is used up',
  EROFS: 'it can only be read',
  EACCES: 'its permissions do not allow it',
  EPERM: 'its permissions do not allow it',
  ENOENT: 'the folder it belongs in cannot be made',
  EIO: 'the disk does not answer',
  ENOTDIR: 'something that is no folder stands in the way',
  EEXIST: 'something that is no folder stands in the way',
}

const wordsIn = (message: string): string => {
  if (/No space left|max_temp_directory_size/i.test(message)) return words['ENOSPC'] ?? message
  if (/Read-only file system/i.test(message)) return words['EROFS'] ?? message
  if (/Permission denied/i.test(message)) return words['EACCES'] ?? message
  return message.split('\n')[0] ?? message
}

const isSystemError = (thrown: unknown): thrown is NodeJS.ErrnoException =>
  thrown instanceof Error && 'syscall' in thrown && 'code' in thrown

/** What failed outside while evidence was being written, as an issue; undefined where nothing outside did. */
const failureIn = (thrown: unknown, folder: string): Issue | undefined => {
  if (thrown instanceof EngineFailure && (thrown.kind === 'disk' || thrown.kind === 'file'))
    return issueOf('evidence-not-written', { folder, why: wordsIn(thrown.message) }, nowhere)
  if (!isSystemError(thrown)) return undefined
  const why = words[thrown.code ?? ''] ?? thrown.message
  return issueOf('evidence-not-written', { folder: thrown.path ?? folder, why }, nowhere)
}

export type Failed = { readonly kind: 'failed'; readonly issues: readonly Issue[] }

/** What failed outside is an answer; anything else that is thrown is thrown on. */
export const orFailed = async <T>(folder: string, act: () => Promise<T>): Promise<T | Failed> => {
  try {
    return await act()
  } catch (thrown) {
    const issue = failureIn(thrown, folder)
    if (issue === undefined) throw thrown
    return { kind: 'failed', issues: [issue] }
  }
}
