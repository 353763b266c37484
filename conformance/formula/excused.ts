import type { Case } from './case.ts'

/**
 * Cases no evaluator can pass from what they say, each with its reason. The kit gives a decision a declared type and
 * turns what does not fit it into null, or a list of one into its item; the cases carry the expression alone, so that
 * the same expression on the same inputs has two expected values (`Employees[item = "Bob"]`).
 */
const excused: readonly { readonly reason: string; readonly suite: string; readonly expressions: readonly string[] }[] =
  [
    {
      reason: 'declared type of the decision',
      suite: '0082-feel-coercion',
      expressions: ['1+1', '"foo"', '[1]', '["foo"]', '1000', 'decisionService_002_input_1'],
    },
    {
      reason: 'declared type of the decision',
      suite: '0021-singleton-list',
      expressions: ['sublist(Employees, 2, 1)', 'Employees[item = "Bob"]'],
    },
    {
      // The kit takes times that differ by a tenth of a millisecond as equal; the engines that hold evidence do not.
      reason: 'equality below a millisecond',
      suite: '0068-feel-equality',
      expressions: ['date and time("2018-12-08T00:00:00.0001") = date and time("2018-12-08T00:00:00.0000")'],
    },
  ]

export const excuseFor = ({ suite, expression }: Case): string | undefined =>
  excused.find((each) => each.suite === suite && each.expressions.includes(expression))?.reason

/** Every excuse, so that one nobody needs any more is noticed. */
export const excuses = excused.flatMap(({ suite, expressions }) =>
  expressions.map((expression) => ({ suite, expression })),
)
