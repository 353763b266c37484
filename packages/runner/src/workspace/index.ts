/**
 * A workspace: one folder with an organisation's programme, evidence, keys and store. Comes in: a path. Goes out: where
 * everything lies, and the right to read or to write it; or a sentence that says why not. Must not know what the
 * documents in it mean, nor how evidence is collected or measured.
 */
export { openWorkspace, outsideCodes, type Workspace } from './workspace.ts'
export { initWorkspace, type Initialised, type NewWorkspace } from './init.ts'
export { layoutOf, type Layout } from './layout.ts'
export { logOf, openWorkspaceStore } from './recorded-store.ts'
export { rotateKey, rotationText } from './rotate-key.ts'
export { workspaceFormat } from './format.ts'
