// npm run nightly: the same tests with many more generated cases and longer limits.
import process from 'node:process'

process.env['NIGHTLY'] = '1'
await import('./test.mjs')
