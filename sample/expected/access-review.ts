/** B.18: critical systems whose rights were reviewed within six months, with proof. */
import type { AccessReview } from '../access-reviews.ts'
import { scopedOn, servesOn, type Asset } from '../assets.ts'
import { addMonths } from '../calendar.ts'
import { zones } from '../vulnerabilities.ts'
import { type Expect, grouped, share, sum } from './expected.ts'

export const accessReview: Expect = ({ assets, accessReviews }, { last, next }) => {
  const since = addMonths(next, -6)
  const counting = accessReviews.filter(
    ({ completed }) => completed !== undefined && completed >= since && completed < next,
  )
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  const reviewsOf = (asset: Asset): readonly AccessReview[] => counting.filter(({ system }) => system === asset.id)
  const isProven = ({ evidence }: AccessReview): boolean => evidence !== undefined
  const proven = (scope: (asset: Asset) => boolean): readonly AccessReview[] =>
    counting.filter((review) => {
      const asset = byId.get(review.system)
      return isProven(review) && asset !== undefined && scopedOn(asset, last) && asset.critical && scope(asset)
    })
  const measure = (systems: readonly Asset[]) => {
    const reviewed = systems.filter((asset) => reviewsOf(asset).some(isProven)).length
    const claimed = systems.filter((asset) => reviewsOf(asset).length > 0).length
    return {
      'critical systems': systems.length,
      'reviewed systems': reviewed,
      'unproven systems': claimed - reviewed,
      'reviewed share': share(reviewed, systems.length),
    }
  }
  const checked = sum(proven(() => true).map(({ reviewed }) => reviewed))
  const revoked = sum(proven(() => true).map((review) => review.revoked))
  const expectation = grouped(
    assets.filter((asset) => scopedOn(asset, last) && asset.critical && servesOn(asset, last)),
    zones,
    ({ zone }) => zone,
    measure,
  )
  return {
    ...expectation,
    total: {
      ...expectation.total,
      'entitlements checked': checked,
      'entitlements revoked': revoked,
      'revocation rate': checked === null || revoked === null ? null : share(revoked, checked),
    },
  }
}
