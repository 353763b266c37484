/** Files that are on the disk when a call returns. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file that must not be there yet. */
export const writeNew = (file: string, text: string, mode: number): void => {
  const handle = openSync(file, 'wx', mode)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  const folder = openSync(dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

const writeSynced = async (file: string, bytes: Uint8Array | string): Promise<void> => {
  const handle = await open(file, 'w', 0o644)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Appears whole or not at all, in place of what was there. */
export const replaceFile = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true })
  await writeSynced(`${file}.new`, text)
  await rename(`${file}.new`, file)
  await syncFolder(dirname(file))
}

/** Many at once cost the disk little more than one: side by side their syncs are one. */
const together = 64

/** Files that nobody looks at before all of them are there. */
export const writeFiles = async (files: ReadonlyMap<string, Uint8Array>): Promise<void> => {
  const folders = new Set([...files.keys()].map(dirname))
  for (const folder of folders) await mkdir(folder, { recursive: true })
  const all = [...files]
  for (let at = 0; at < all.length; at += together)
    await Promise.all(all.slice(at, at + together).map(([file, bytes]) => writeSynced(file, bytes)))
  const above = [...folders].flatMap((folder) => [folder, dirname(folder), dirname(dirname(folder))])
  await Promise.all([...new Set(above)].map(syncFolder))
}
