/** What an evaluation can answer (language.md 6). The order is from good to unknown; `worstOf` uses its own. */
export const statuses = ['met', 'near', 'not met', 'cannot tell', 'stale', 'no data', 'not computable'] as const
export type Status = (typeof statuses)[number]
