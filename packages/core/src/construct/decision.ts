import type { Decision } from '../term/index.ts'
import type { Source } from './document.ts'

/** What was decided, in one document. `places` hold each decision as `decisions.<number>`. */
export type Decisions = { readonly kind: 'decision'; readonly all: readonly Decision[]; readonly source: Source }
