import { join, resolve } from 'node:path'

/** Where everything of a workspace lies; absolute paths. */
export type Layout = {
  readonly folder: string
  /** The organisation and what it has adopted: what makes a folder a workspace. */
  readonly programme: string
  /** The format of the workspace, for versions to come. */
  readonly format: string
  readonly store: string
  /** What engines answered before; not part of the record. */
  readonly answers: string
  /** Where an engine puts what does not fit into memory, enciphered, while it runs. */
  readonly spill: string
  readonly evidence: string
  readonly keys: string
  /** The tiles and the checkpoint of the log. */
  readonly log: string
  /** The key that signs the log, where it is not kept elsewhere. */
  readonly signingKey: string
  readonly contracts: string
  readonly constructs: string
  readonly mappings: string
  /** Files handed over, waiting to be collected. */
  readonly exports: string
  readonly lock: string
  readonly holder: string
}

export const layoutOf = (path: string): Layout => {
  const folder = resolve(path)
  return {
    folder,
    programme: join(folder, 'isometric.yaml'),
    format: join(folder, 'workspace.json'),
    store: join(folder, 'store.sqlite'),
    answers: join(folder, 'answers.sqlite'),
    spill: join(folder, 'spill'),
    evidence: join(folder, 'evidence'),
    keys: join(folder, 'keys'),
    log: join(folder, 'log'),
    signingKey: join(folder, 'signing', 'log.key'),
    contracts: join(folder, 'contracts'),
    constructs: join(folder, 'constructs'),
    mappings: join(folder, 'mappings'),
    exports: join(folder, 'exports'),
    lock: join(folder, 'workspace.lock'),
    holder: join(folder, 'workspace.holder'),
  }
}

/** Folders every workspace has. */
export const foldersOf = (layout: Layout): readonly string[] => [
  layout.evidence,
  layout.keys,
  layout.contracts,
  layout.constructs,
  layout.mappings,
  layout.exports,
]
