/**
 * Control charts: one file each, each with a published oracle in `conformance/analyse`. The list is the documentation,
 * and its order the order of choice: the first that suits is taken unless somebody asks for another.
 */
import { c } from './c.ts'
import { cusum } from './cusum.ts'
import { ewma } from './ewma.ts'
import { g } from './g.ts'
import { p } from './p.ts'
import { pPrime } from './p-prime.ts'
import { run } from './run.ts'
import { t } from './t.ts'
import { u } from './u.ts'
import { uPrime } from './u-prime.ts'
import { xmr } from './xmr.ts'
import { xmrMedian } from './xmr-median.ts'

export const models = [run, t, g, pPrime, p, uPrime, u, c, xmr, xmrMedian, ewma, cusum] as const
export type ModelName = (typeof models)[number]['name']
