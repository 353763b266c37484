import type { Command, Option } from './command.ts'
import { globalOptions } from './request.ts'

const optionLines = (options: Readonly<Record<string, Option>>): string => {
  const named = Object.entries(options).map(([name, { value, meaning }]) => ({
    name: `--${name}${value === undefined ? '' : ` ${value}`}`,
    meaning,
  }))
  const width = Math.max(...named.map(({ name }) => name.length))
  return named.map(({ name, meaning }) => `  ${name.padEnd(width)}  ${meaning}`).join('\n')
}

/** The help of one verb. */
export const helpOf = ({ verb, usage, about, options }: Command): string =>
  `${`isometric ${verb} ${usage}`.trim()}\n\n${about.trim()}\n\n${optionLines({ ...options, ...globalOptions })}\n`

/** The help of the whole. */
export const helpOfAll = (verbs: readonly { readonly verb: string; readonly summary: string }[]): string => {
  const width = Math.max(...verbs.map(({ verb }) => verb.length))
  const lines = verbs.map(({ verb, summary }) => `  ${verb.padEnd(width)}  ${summary}`)
  return `Measures whether an information security management system works (ISO/IEC 27004:2016).

isometric <verb> [arguments] [options]

${lines.join('\n')}

${optionLines(globalOptions)}

“isometric <verb> --help” tells more of a verb.
Exit code: 0 done; 1 the answer is no; 2 the request was wrong; 3 something outside failed.
`
}
