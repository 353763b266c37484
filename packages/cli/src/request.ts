import { parseArgs } from 'node:util'
import { issueOf, nearest, type Code, type Issue, type ParametersOf } from '@isometric/core/issue'
import type { Command, Option, Request } from './command.ts'

/** A problem with the request itself stands nowhere in a document. */
export const problem = <C extends Code>(code: C, parameters: ParametersOf<C>): Issue =>
  issueOf(code, parameters, { from: 0, to: 0 })

/** Options of every verb. */
export const globalOptions: Readonly<Record<string, Option>> = {
  workspace: { value: 'DIR', meaning: 'the workspace (default ./workspace, or ISOMETRIC_WORKSPACE)' },
  json: { meaning: 'one JSON document on stdout' },
  help: { meaning: 'this help' },
}

type Env = Readonly<Record<string, string | undefined>>

/** What stands before the verb, the verb, and what stands after it. Global options may stand on both sides. */
export type Line = {
  readonly before: readonly string[]
  readonly verb: string | undefined
  readonly after: readonly string[]
}

export const lineOf = (args: readonly string[]): Line => {
  let at = 0
  while (args[at]?.startsWith('-') === true) at += args[at] === '--workspace' ? 2 : 1
  return { before: args.slice(0, at), verb: args[at], after: args.slice(at + 1) }
}

type Config = {
  readonly [name: string]: { readonly type: 'string' | 'boolean'; readonly multiple: true; readonly short?: string }
}

/** Short names are few, and those that everybody knows. */
const shortOf = (name: string): { readonly short?: string } =>
  name === 'help' ? { short: 'h' } : name === 'output' ? { short: 'o' } : {}

const configOf = (options: Readonly<Record<string, Option>>): Config =>
  Object.fromEntries(
    Object.entries(options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? 'boolean' : 'string', multiple: true, ...shortOf(name) },
    ]),
  )

type Token = {
  readonly kind: string
  readonly name?: string
  readonly rawName?: string
  readonly value?: string | undefined
}

const problemWith = (token: Token, verb: string, options: Readonly<Record<string, Option>>): Issue | undefined => {
  if (token.kind !== 'option' || token.name === undefined) return undefined
  const option = options[token.name]
  const said = token.rawName ?? token.name
  if (option === undefined) {
    const near = nearest(token.name, Object.keys(options))
    return problem('unknown-option', { option: said, verb, near: near === undefined ? undefined : `--${near}` })
  }
  if (option.value !== undefined && token.value === undefined) {
    return problem('missing-argument', { what: `${option.value} after ${said}`, verb })
  }
  if (option.value === undefined && token.value !== undefined) {
    return problem('bad-argument', { option: said, found: token.value, expected: 'a switch without a value' })
  }
  return undefined
}

export type Parsed =
  | { readonly ok: true; readonly request: Request; readonly help: boolean }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly json: boolean }

/** An option's value that looks like an option is one whose value was forgotten. */
const repaired = (token: Token): Token =>
  token.kind === 'option' && token.value?.startsWith('--') === true ? { ...token, value: undefined } : token

/** Arguments and options of a verb, or everything that is wrong with them. */
export const requestOf = (line: Line, { verb, options, atMost }: Command, env: Env): Parsed => {
  const known = { ...globalOptions, ...options }
  const args = [...line.before, ...line.after]
  const config = { args, options: configOf(known), strict: false, allowPositionals: true, tokens: true } as const
  const { positionals, tokens } = parseArgs(config)
  const said: readonly Token[] = tokens.map(repaired)
  const excess = atMost === undefined ? [] : positionals.slice(atMost)
  const issues = [
    ...said.flatMap((token) => problemWith(token, verb, known) ?? []),
    ...excess.map((found) => problem('excess-argument', { found, verb })),
  ]
  const values = (name: string): readonly string[] =>
    said.flatMap((token) => (token.kind === 'option' && token.name === name ? [token.value ?? ''] : []))
  const json = args.includes('--json')
  if (issues.length > 0) return { ok: false, issues, json }
  const named = values('workspace').at(-1) ?? (env['ISOMETRIC_WORKSPACE'] || undefined)
  const request: Request = {
    arguments: positionals,
    options: Object.fromEntries(Object.keys(options).map((name) => [name, values(name)])),
    workspace: { folder: named ?? './workspace', named: named !== undefined },
    json,
  }
  return { ok: true, request, help: values('help').length > 0 }
}

/** The last value of an option, or undefined where it was not given. */
export const optionOf = (request: Request, name: string): string | undefined => request.options[name]?.at(-1)
