/** B.28: devices that pass every check of their newest scan, or have an exception. */
import { type Asset, scopedOn, servesOn } from '../assets.ts'
import { type Configuration, deviceTypes } from '../configurations.ts'
import { type Expect, grouped, share, sum } from './expected.ts'

const validity = 90 * 86_400_000
const cut = 0.95

export const deviceConfiguration: Expect = ({ assets, configurations }, { last, to }) => {
  const newest = new Map<string, Configuration>()
  for (const result of configurations)
    if (result.at >= to - validity && result.at < to) newest.set(result.asset, result)
  const measure = (devices: readonly Asset[]) => {
    const results = devices.flatMap(({ id }) => newest.get(id) ?? [])
    const correct = results.filter(({ failed, waived, unanswered }) => failed <= waived && unanswered === 0).length
    const nearly = results.filter(({ passed, failed, waived }) => (passed + waived) / (passed + failed) >= cut).length
    const made = sum(results.map(({ passed, failed }) => passed + failed)) ?? 0
    const passed = sum(results.map((result) => result.passed + result.waived)) ?? 0
    const unscanned = devices.length - results.length
    return {
      devices: devices.length,
      'correct devices': correct,
      'nearly correct devices': nearly,
      'unscanned devices': unscanned,
      'checks made': made,
      'checks passed': passed,
      'checks waived': sum(results.map(({ waived }) => waived)) ?? 0,
      'correct share': share(correct, devices.length),
      'nearly correct share': share(nearly, devices.length),
      'unscanned share': share(unscanned, devices.length),
      'check pass rate': share(passed, made),
    }
  }
  const expectation = grouped(
    assets.filter((asset) => deviceTypes.includes(asset.type) && scopedOn(asset, last) && servesOn(asset, last)),
    deviceTypes,
    ({ type }) => type,
    measure,
  )
  return { ...expectation, total: { ...expectation.total, 'unlisted devices': 0 } }
}
