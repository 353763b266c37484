/** Agreements with suppliers. Published examples, rebuilt as states by hand: an oracle that the simulator did not make. */
import { describe, expect, test } from 'vitest'
import type { Agreement } from '../suppliers.ts'
import { many, on, quarter } from './worked.ts'

describe('agreements', () => {
  const agreement = (id: string, required: number, yes: number, more: Partial<Agreement> = {}): Agreement => ({
    id,
    supplier: 'Kern Backup',
    signed: on('2025-01-01'),
    registered: on('2025-01-01'),
    personal: true,
    scoped: true,
    points: many(required, (n) => ({
      name: `p${n}`,
      set: 'security_policy' as const,
      required: true,
      read: on('2025-01-01'),
      answer: n < yes ? ('yes' as const) : ('no' as const),
    })),
    ...more,
  })

  test('supplier-agreements: 20, 18, 15 and 10 of 20 lack 4.25 points and address 78.75 %', () => {
    const agreements = [20, 18, 15, 10].map((yes, n) => agreement(`c${n}`, 20, yes))
    expect(quarter('supplier-agreements', { agreements }).total).toMatchObject({
      'agreements counted': 4,
      'mean addressed': 0.7875,
      'mean shortfall': 4.25,
      'pooled share': 63 / 80,
    })
  })

  test('personal-data-agreements: 10 of 10, 8 of 10 and 19 of 20 are 0.9167 on average and 0.925 together', () => {
    const agreements = [
      agreement('a', 10, 10),
      agreement('b', 10, 8),
      agreement('c', 20, 19),
      agreement('without a list', 0, 0),
      agreement('ended', 10, 0, { ends: on('2026-06-29') }),
      agreement('other', 10, 0, { personal: false }),
    ]
    const { total } = quarter('personal-data-agreements', { agreements })
    expect(total['mean addressed']).toBeCloseTo(2.75 / 3, 12)
    expect(total).toMatchObject({ 'agreements counted': 4, 'pooled share': 0.925, 'compliant share': 0 })
  })
})
