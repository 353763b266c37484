import { totalmem } from 'node:os'
import process from 'node:process'

const units: Readonly<Record<string, number>> = {
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
}

/** Less than this, and the engine cannot even sort a page of a table. */
const least = 100e6

/**
 * Bytes of `4GB`, `512MiB` or `0.5 GB`; undefined where it is no amount of memory an engine can work with.
 * @example bytesOf('1.5GB') //=> 1500000000
 */
export const bytesOf = (text: string): number | undefined => {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]i?B)$/i.exec(text.trim()) ?? []
  const bytes = Number(number) * (units[unit.toUpperCase()] ?? 0)
  return bytes >= least ? Math.floor(bytes) : undefined
}

/** Half of what the machine, or the container it looks like, has. */
export const halfOfMachine = (): number => {
  const allowed = process.constrainedMemory()
  return Math.floor(Math.min(totalmem(), allowed > 0 ? allowed : Infinity) / 2)
}
