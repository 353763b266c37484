import { expect, test } from 'vitest'
import { durationText, frequencyText, inPeriod, momentText, periodText, shortDate } from './index.ts'

test.each([
  ['2026-06-01', '2026-07-01', 'June 2026', 'In June 2026'],
  ['2026-04-01', '2026-07-01', 'April–June 2026', 'In April–June 2026'],
  ['2026-01-01', '2027-01-01', '2026', 'In 2026'],
  ['2025-04-01', '2026-04-01', 'April 2025–March 2026', 'In April 2025–March 2026'],
  ['2026-06-01', '2026-06-08', 'week of 1 Jun 2026', 'In the week of 1 Jun 2026'],
  ['2026-03-14', '2026-03-15', '14 Mar 2026', 'On 14 Mar 2026'],
  ['2026-03-14', '2026-03-17', '14 Mar 2026 to 16 Mar 2026', 'From 14 Mar 2026 to 16 Mar 2026'],
  ['2024-02-01', '2024-03-01', 'February 2024', 'In February 2024'],
  ['2025-12-01', '2026-01-01', 'December 2025', 'In December 2025'],
])('%s to %s is %s', (start, end, name, beginning) => {
  expect(periodText({ start, end })).toBe(name)
  expect(inPeriod({ start, end })).toBe(beginning)
})

test.each([
  [shortDate('2026-03-14'), '14 Mar 2026'],
  [shortDate('2026-07-01T04:00:00Z'), '1 Jul 2026'],
  [momentText('2026-07-01T04:00:00Z'), '1 Jul 2026, 04:00 UTC'],
  [durationText('P2Y'), '2 years'],
  [durationText('P1M'), '1 month'],
  [durationText('PT90M'), '90 minutes'],
  [durationText('P1DT12H'), '1 day 12 hours'],
  [durationText('soon'), 'soon'],
  [frequencyText('P3M'), 'every quarter'],
  [frequencyText('P10D'), 'every 10 days'],
])('%s', (said, text) => {
  expect(said).toBe(text)
})
