import type { Issue } from '@isometric/core/issue'

/** One option of a verb: what follows it (nothing for a flag), and what it means. */
export type Option = { readonly value?: string; readonly many?: true; readonly meaning: string }

/** What was asked: arguments in order, options by name, and what holds for every verb. */
export type Request = {
  readonly arguments: readonly string[]
  readonly options: Readonly<Record<string, readonly string[]>>
  /** The workspace's folder, and whether somebody named it: some verbs need none. */
  readonly workspace: { readonly folder: string; readonly named: boolean }
  readonly json: boolean
}

/** Done; the answer is no; the request was wrong; something outside failed (interface.md). */
export type Exit = 0 | 1 | 2 | 3

/** What a verb answers. It is printed once, in the form that was asked for; problems go to stderr in both. */
export type Answer = {
  readonly exit: Exit
  readonly issues?: readonly Issue[]
  /** Texts of the documents issues stand in, by name: their lines are shown. */
  readonly texts?: ReadonlyMap<string, string>
  readonly text?: () => string
  readonly json?: () => unknown
  /** The answer is on stdout already. */
  readonly streamed?: true
}

/** The world, as a verb may touch it. */
export type Io = {
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }
  readonly in: NodeJS.ReadableStream
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
}

export type Command = {
  readonly verb: string
  /** What stands after the verb. */
  readonly usage: string
  /** The help below the first line. */
  readonly about: string
  readonly options: Readonly<Record<string, Option>>
  /** At most so many arguments; without it any number. */
  readonly atMost?: number
  readonly run: (request: Request, io: Io) => Promise<Answer>
}
