import { once } from 'node:events'
import process from 'node:process'
import type { Answer, Command, Io, Request } from '../command.ts'
import { optionOf, problem } from '../request.ts'
import { paintFor } from '../terminal/index.ts'
import { refusal } from '../workspace.ts'

const defaultPort = 27004

const portIn = (text: string): number | undefined =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined

/** Resolves when somebody wants the server to end. */
const untilEnded = (): Promise<unknown> =>
  Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)))

const run = async (request: Request, io: Io): Promise<Answer> => {
  const said = optionOf(request, 'port') ?? String(defaultPort)
  const port = portIn(said)
  if (port === undefined) {
    const expected = 'a number up to 65535, or 0 for any free one'
    return { exit: 2, issues: [problem('bad-argument', { option: '--port', found: said, expected })] }
  }
  const { startServer } = await import('@isometric/server/start')
  const host = optionOf(request, 'host') ?? '127.0.0.1'
  const report = (thrown: unknown): void =>
    void io.err.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`)
  const started = await startServer({ workspace: request.workspace.folder, host, port, report })
  if (!started.ok) return refusal(started.issues)
  const { url, close } = started.value
  io.out.write(
    request.json
      ? `${JSON.stringify({ url })}\n`
      : `Serving ${paintFor(io.out, io.env)('strong', url)}. Ctrl+C ends it.\n`,
  )
  await untilEnded()
  await close()
  return { exit: 0, streamed: true }
}

export const command: Command = {
  verb: 'serve',
  usage: '',
  about: `Serves the pages and the API of a workspace to this machine, until it is interrupted.`,
  options: {
    host: { value: 'HOST', meaning: '127.0.0.1, ::1 or localhost: until sign-in exists, no other' },
    port: { value: 'PORT', meaning: `the port (default ${defaultPort}); 0 takes a free one` },
  },
  atMost: 0,
  run,
}
