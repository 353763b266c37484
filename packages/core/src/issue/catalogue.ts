import type { Issue, Severity } from './issue.ts'
import type { Span } from './span.ts'
import { formulaCodes } from './code/formula.ts'
import { decideCodes } from './code/decide.ts'
import { documentCodes } from './code/document.ts'
import { analyseCodes } from './code/analyse.ts'
import { freeTextCodes } from './code/free-text.ts'
import { methodCodes } from './code/method.ts'
import { lintCodes } from './code/lint.ts'
import { evidenceCodes } from './code/evidence.ts'
import { workspaceCodes } from './code/workspace.ts'
import { recordCodes } from './code/record.ts'
import { rowsCodes } from './code/rows.ts'
import { scenarioCodes } from './code/scenario.ts'
import { serverCodes } from './code/server.ts'

/** One entry of the catalogue: its severity and the sentence its parameters make. Codes are never reused. */
export type Entry<P> = { readonly severity: Severity; readonly sentence: (parameters: P) => string }

export const catalogue = {
  ...formulaCodes,
  ...documentCodes,
  ...freeTextCodes,
  ...methodCodes,
  ...decideCodes,
  ...lintCodes,
  ...evidenceCodes,
  ...workspaceCodes,
  ...recordCodes,
  ...serverCodes,
  ...analyseCodes,
  ...scenarioCodes,
  ...rowsCodes,
} as const
export type Code = keyof typeof catalogue
export type ParametersOf<C extends Code> = Parameters<(typeof catalogue)[C]['sentence']>[0]

/** @example issueOf('unknown-name', { name: 'hit', near: 'hits' }, { from: 0, to: 3 }).code //=> 'unknown-name' */
export const issueOf = <C extends Code>(code: C, parameters: ParametersOf<C>, span: Span): Issue => {
  const { severity, sentence } = catalogue[code] as unknown as Entry<ParametersOf<C>>
  return { code, severity, message: sentence(parameters), span }
}
