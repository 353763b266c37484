import { expect, test } from 'vitest'
import { readContract } from '../construct/index.ts'
import { periodNamed, type Snapshot } from '../term/index.ts'
import { ordered, pictureOf, sourcesOf } from './picture.ts'
import { silentSources } from './silent.ts'

const calendar = { timeZone: 'UTC', firstMonth: 1 }

const contractOf = (describes: string) => {
  const text = `contract: health\nentity: line\ndescribes: ${describes}\nkey: [id]\ncolumns: { id: { type: text }, day: { type: date } }\nquality: []\n`
  const outcome = readContract('health.yaml', text)
  if (!outcome.ok) throw new Error(outcome.issues.map(({ message }) => message).join(' '))
  return outcome.value
}

const told = (text: string): Snapshot => {
  const [source = '', day = ''] = text.split(' ')
  const asOf = `${day}T23:59:59Z`
  return {
    digest: text,
    contract: 'health',
    source,
    asOf,
    covers: { from: null, to: asOf },
    collectedAt: asOf,
    rows: 1,
    rejected: 0,
  }
}

const silentIn = (describes: string, pictures: readonly string[], month = '2026-06') => {
  const contract = contractOf(describes)
  const period = periodNamed(month, calendar)
  if (period === undefined) throw new Error(`${month} is no month.`)
  const snapshots = ordered(pictures.map(told))
  const table = { contract, snapshots, sources: sourcesOf(snapshots) }
  const tables = { health: { ...table, pictures: [pictureOf(contract, snapshots, period, calendar, 'P7D')] } }
  return silentSources({ periods: [period], tables }, ['health', 'health', 'other'], 0)
    .map(({ source, last }) => `${source} ${last.slice(0, 10)}`)
    .join(', ')
}

const events = '{ events: { at: day } }'
const records = '{ records: { from: day } }'

test.each([
  ['a picture of the last day', 'state', ['console 2026-06-30'], ''],
  ['one as old as tolerated', 'state', ['console 2026-06-24'], ''],
  ['one older', 'state', ['console 2026-05-31', 'console 2026-06-23'], 'console 2026-06-23'],
  ['the older of two sources', 'state', ['console 2026-06-30', 'gateway 2026-04-30'], 'gateway 2026-04-30'],
  ['nobody has spoken yet', 'state', ['console 2026-08-31'], ''],
  ['events to the last day', events, ['console 2026-06-30'], ''],
  ['events that end before', events, ['console 2026-06-10'], 'console 2026-06-10'],
  ['records of the last day', records, ['console 2026-06-30'], ''],
  ['records that end before', records, ['console 2026-03-31', 'console 2026-06-10'], 'console 2026-06-10'],
  ['no source', records, [], ''],
])('%s', (_, describes, pictures, silent) => {
  expect(silentIn(describes, pictures)).toBe(silent)
})
