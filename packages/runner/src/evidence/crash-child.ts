import process from 'node:process'
import { collect } from './collect.ts'
import { contractOf, workspaceIn } from './fixture.ts'

/** Collects one file again and again, as of one day after the other, until it is killed. Only for `crash.test.ts`. */
const [folder = '', contract = '', file = ''] = process.argv.slice(2)
const place = workspaceIn(folder, contractOf(contract))
for (let day = 1; day <= 28; day++) {
  const collected = await collect(place.request(file, { asOf: `2026-06-${String(day).padStart(2, '0')}` }))
  process.stdout.write(`${collected.kind}\n`)
}
