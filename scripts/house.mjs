// What `npm start` and `npm test` share: installing, finding Node 24, running steps.
// Plain JavaScript without dependencies, because it runs before the first install, on Node 20.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const require = createRequire(import.meta.url)
const at = (...path) => join(root, ...path)

export const heading = (text) => process.stdout.write(`\n── ${text}\n`)

/** Runs a program with the terminal's own streams; resolves to its exit code (128 when a signal ended it). */
export const run = (command, args, { env = {}, cwd = root } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } })
    const forward = (signal) => child.kill(signal)
    process.on('SIGTERM', forward)
    // The terminal interrupts the child by itself; we only outlive it long enough to report.
    const wait = () => {}
    process.on('SIGINT', wait)
    const done = (code) => {
      process.off('SIGTERM', forward)
      process.off('SIGINT', wait)
      resolve(code)
    }
    child.on('error', (error) => {
      process.stderr.write(`cannot run ${command}: ${error.message}\n`)
      done(3)
    })
    child.on('exit', (code, signal) => done(signal === null ? (code ?? 3) : 128))
  })

const sha256 = (...parts) =>
  parts.reduce((hash, part) => hash.update(part).update('\0'), createHash('sha256')).digest('hex')

const stampOf = () => sha256(readFileSync(at('package-lock.json')), process.platform, process.arch)
const stampFile = at('node_modules', '.isometric-lock')

/** Notes which lock file node_modules was made from; npm calls it after every install. */
export const stampInstall = () => {
  if (existsSync(at('node_modules'))) writeFileSync(stampFile, stampOf())
}

const isInstalled = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf()

/** Installs what the lock file says, unless that is what stands there already. */
export const installIfMissing = async () => {
  if (isInstalled()) return 0
  heading('Installing packages (npm ci)')
  // Node 20 may install everything: what needs a newer Node runs on the one that is installed with it.
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund']
  const npm = process.env['npm_execpath']
  const code =
    npm !== undefined && npm.endsWith('.js')
      ? await run(process.execPath, [npm, ...args])
      : await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args)
  if (code === 0) stampInstall()
  return code
}

/** The Node the tools run on: this one if new enough, else the one npm brought. */
export const node24 = () => {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  try {
    const node = join(dirname(require.resolve(`node-linux-${process.arch}/package.json`)), 'bin', 'node')
    if (existsSync(node)) return node
  } catch {
    // Said below.
  }
  process.stderr.write(
    `Isometric needs Node 24 or newer, and this is ${process.version}. ` +
      'On Linux npm brings one, unless optional packages are left out (--omit=optional); elsewhere install it.\n',
  )
  process.exit(3)
}

/** Runs a JavaScript file on Node 24, with that Node first on the path for whatever it starts. */
export const runNode = (args, options = {}) => {
  const node = node24()
  const PATH = [dirname(node), at('node_modules', '.bin'), process.env['PATH']].join(delimiter)
  return run(node, ['--disable-warning=ExperimentalWarning', ...args], {
    ...options,
    env: { PATH, ...options.env },
  })
}

/** The file a package offers as its command, found without guessing at its folders. */
export const tool = (name, command = name) => {
  const manifest = at('node_modules', name, 'package.json')
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command])
}

export const isometric = (args) => runNode([at('packages', 'cli', 'bin', 'isometric.js'), ...args])

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !['dist', 'node_modules', 'browser'].includes(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort((a, b) => (a < b ? -1 : 1))

const bundleStamp = () =>
  sha256(
    stampOf(),
    ...[...filesUnder(at('packages', 'web')), ...filesUnder(at('packages', 'core'))]
      .filter((file) => !/\.test\.tsx?$/.test(file))
      .flatMap((file) => [file.slice(root.length), readFileSync(file)]),
  )

/** Builds the pages if the bundle is not the one of these sources. */
export const buildWebIfStale = async () => {
  const dist = at('packages', 'web', 'dist')
  const stamp = join(dist, '.stamp')
  const wanted = bundleStamp()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    process.stdout.write('The pages are up to date.\n')
    return 0
  }
  const code = await runNode([tool('vite'), 'build', '--logLevel', 'warn'], { cwd: at('packages', 'web') })
  if (code === 0) {
    mkdirSync(dist, { recursive: true })
    writeFileSync(stamp, wanted)
    process.stdout.write('Built packages/web/dist.\n')
  }
  return code
}
