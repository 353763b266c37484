/**
 * When did a series change its level? Comes in: values in order of time. Goes out: how many come before the change, the
 * level before and after, and the chance of such a change where there is none.
 */
export { pettitt, type Change } from './pettitt.ts'
export { bestSplit, type BestSplit } from './best-split.ts'
