import { error } from './entry.ts'

/** What keeps the server from starting (interface.md, HTTP). */
export const serverCodes = {
  'port-in-use': error(
    (p: { host: string; port: number }) =>
      `Port ${p.port} of ${p.host} is taken by another program, perhaps by Isometric itself. End that one, or choose another with --port.`,
  ),
  'port-refused': error(
    (p: { host: string; port: number; why: string }) =>
      `The pages cannot be served at port ${p.port} of ${p.host} (${p.why}). Choose another with --port.`,
  ),
  'pages-not-built': error(
    (p: { folder: string }) =>
      `The pages are not built: ${p.folder} has no index.html. Run “npm start”, which builds them, or “npm test -- web”.`,
  ),
} as const
