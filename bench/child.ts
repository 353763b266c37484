import { readFileSync } from 'node:fs'
import process from 'node:process'
import { tasks, type Task } from './task.ts'

/** The most memory this process has ever held, in MB. */
const peak = (): number => {
  const told = /^VmHWM:\s+(\d+) kB$/m.exec(readStatus())?.[1]
  return (told === undefined ? process.resourceUsage().maxRSS : Number(told)) / 1024
}
const readStatus = (): string => {
  try {
    return readFileSync('/proc/self/status', 'utf8')
  } catch {
    return '' // Not Linux.
  }
}

const task = JSON.parse(process.argv[2] ?? '') as Task
const say = (text: string): void => void process.stderr.write(`  ${text}\n`)
const answer = await tasks(task, say)
process.stdout.write(JSON.stringify({ answer, peak: peak() }))
