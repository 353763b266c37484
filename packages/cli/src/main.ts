/**
 * The command line: arguments in, exit code out.
 *
 * 0 done; 1 the answer is no; 2 the request was wrong; 3 something outside failed.
 */

const help = `isometric <verb>

No verb is built yet.
`

export const main = (args: readonly string[]): Promise<number> => {
  const wanted = args[0] === undefined || args[0] === '--help' || args[0] === '-h'
  if (wanted) process.stdout.write(help)
  else process.stderr.write(`isometric: there is no verb ${args[0]}. See isometric --help.\n`)
  return Promise.resolve(wanted ? 0 : 2)
}
