#!/usr/bin/env node
// Finds a Node that runs TypeScript from source and starts the command line on it.
// Plain JavaScript that an old Node can parse: it has to be able to say that the Node is too old.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const OUTSIDE_FAILED = 3
const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)

const shippedNode = () => {
  try {
    const path = join(dirname(require.resolve(`node-linux-${process.arch}/package.json`)), 'bin', 'node')
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

const giveUp = (why) => {
  process.stderr.write(`isometric: ${why}\n`)
  process.exitCode = OUTSIDE_FAILED
}

const runHere = async () => {
  const emitWarning = process.emitWarning.bind(process)
  process.emitWarning = (warning, ...rest) => {
    const type = typeof rest[0] === 'object' && rest[0] !== null ? rest[0].type : rest[0]
    if (type !== 'ExperimentalWarning' && warning?.name !== 'ExperimentalWarning') {
      emitWarning.call(process, warning, ...rest)
    }
  }
  // Beside the checkout and not in the shared temporary folder, where others could plant compiled code.
  module.enableCompileCache?.(join(here, '..', '..', '..', 'node_modules', '.cache', 'isometric'))
  const { main } = await import('../src/main.ts')
  process.exitCode = await main(process.argv.slice(2))
}

const runOn = (node) => {
  const args = ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url), ...process.argv.slice(2)]
  const child = spawn(node, args, { stdio: 'inherit' })
  // A terminal sends its own interrupt to both processes; a second one would mean "at once".
  const onTerminal = Boolean(process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGWINCH']
  const fromTerminal = new Set(['SIGINT', 'SIGQUIT', 'SIGWINCH'])
  for (const signal of signals) {
    process.on(signal, () => {
      if (!(onTerminal && fromTerminal.has(signal))) child.kill(signal)
    })
  }
  child.on('error', (error) => giveUp(`cannot start ${node}: ${error.message}`))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? OUTSIDE_FAILED)
    for (const name of signals) process.removeAllListeners(name)
    process.kill(process.pid, signal)
    // A signal that does not end this process (or has not yet) still gives the usual status.
    setTimeout(() => process.exit(128), 1000)
  })
}

const major = Number(process.versions.node.split('.')[0])
if (major >= NEEDED) {
  await runHere()
} else {
  const node = shippedNode()
  if (node === undefined) {
    giveUp(
      `needs Node ${NEEDED} or newer, and this is ${process.version}. ` +
        (process.platform === 'linux'
          ? 'Run `npm ci` in the checkout, which brings one, or install Node ' + `${NEEDED} on this machine.`
          : `Install Node ${NEEDED} on this machine.`),
    )
  } else {
    runOn(node)
  }
}
