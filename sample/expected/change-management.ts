/** B.22: what went live with proof of a change and of hardening, and what was never declared. */
import { type Asset, type Deployment, scopedOn } from '../assets.ts'
import { type Expect, share } from './expected.ts'

const types = ['server', 'application', 'database', 'cloud', 'network', 'workstation', 'mobile'] as const

export const changeManagement: Expect = ({ deployments, assets }, { first, last, next }) => {
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  const live = deployments.filter((one) => one.live >= first && one.live < next)
  const declared = new Set(deployments.filter((one) => one.live < next).map(({ asset }) => asset))
  const started = assets.filter((asset) => scopedOn(asset, last) && asset.start >= first && asset.start < next)
  const measure = (made: readonly Deployment[], opened: readonly Asset[]) => {
    const change = made.filter(({ changeProven }) => changeProven === true)
    const hardening = made.filter(({ hardeningProven }) => hardeningProven === true)
    const both = change.filter(({ hardeningProven }) => hardeningProven === true)
    return {
      'deployments made': made.length,
      'changes proven': change.length,
      'hardening proven': hardening.length,
      'both proven': both.length,
      'undeclared systems': opened.filter(({ id }) => !declared.has(id)).length,
      'change share': share(change.length, made.length),
      'hardening share': share(hardening.length, made.length),
      'proven share': share(both.length, made.length),
    }
  }
  return {
    total: measure(live, started),
    groups: Object.fromEntries(
      types.map((type) => [
        type,
        measure(
          live.filter(({ asset }) => byId.get(asset)?.type === type),
          started.filter((asset) => asset.type === type),
        ),
      ]),
    ),
  }
}
