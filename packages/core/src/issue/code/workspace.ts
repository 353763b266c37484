import { error, meant } from './entry.ts'

/** The workspace, its store, and what is asked of the command line (interface.md, "Command line"). */
export const workspaceCodes = {
  'workspace-missing': error(
    (p: { folder: string }) =>
      `There is no folder ${p.folder}. Make a workspace there with “isometric init ${p.folder}”, or name another with --workspace.`,
  ),
  'workspace-not-a-folder': error(
    (p: { folder: string }) => `${p.folder} is a file. A workspace is a folder; name another with --workspace.`,
  ),
  'not-a-workspace': error(
    (p: { folder: string }) =>
      `${p.folder} is not a workspace: it has no isometric.yaml. Name the right folder with --workspace, or make one with “isometric init”.`,
  ),
  'workspace-newer': error(
    (p: { folder: string; found: string; known: number }) =>
      `${p.folder} was made by a newer version of Isometric (workspace format ${p.found}; this version knows ${p.known}). Nothing was changed; use that version or a later one.`,
  ),
  'workspace-unreadable': error(
    (p: { file: string; why: string }) =>
      `${p.file} cannot be read (${p.why}). Restore it from a backup; nothing was changed.`,
  ),
  'workspace-read-only': error(
    (p: { folder: string }) =>
      `${p.folder} cannot be written to. Give this user the right to write there, or use a copy; reading (show, explain) still works.`,
  ),
  'workspace-in-use': error(
    (p: { folder: string; by: string }) =>
      `${p.folder} is in use by ${p.by}. Wait until that is done and try again; nothing was changed.`,
  ),
  'workspace-exists': error(
    (p: { folder: string }) =>
      `${p.folder} is already a workspace, and the sample organisation is only made in a new one. Name a new folder.`,
  ),
  'folder-not-empty': error(
    (p: { folder: string; found: string }) =>
      `${p.folder} is not empty (it holds ${p.found}) and is not a workspace. Name a new or an empty folder; nothing was changed.`,
  ),
  'folder-cannot-be-made': error(
    (p: { folder: string; why: string }) => `The folder ${p.folder} cannot be made (${p.why}).`,
  ),
  'store-newer': error(
    (p: { file: string; found: number; known: number }) =>
      `${p.file} was written by a newer version of Isometric (schema ${p.found}; this version knows ${p.known}). Nothing was changed; use that version or a later one.`,
  ),
  'store-older': error(
    (p: { file: string; found: number; known: number }) =>
      `${p.file} has schema ${p.found} and this version reads ${p.known}. It is brought up to date by any command that writes, such as “isometric measure”.`,
  ),
  'store-not-ours': error(
    (p: { file: string }) =>
      `${p.file} is not a store of Isometric. Move it away or name another workspace; nothing was changed.`,
  ),
  'store-damaged': error(
    (p: { file: string; why: string }) =>
      `${p.file} cannot be read (${p.why}). Restore it from a backup, or move it away and measure again; nothing was changed.`,
  ),
  'store-read-only': error(
    (p: { file: string }) =>
      `${p.file} cannot be written to. Give this user the right to write to it and its folder; nothing was changed.`,
  ),
  'store-in-use': error(
    (p: { file: string }) =>
      `${p.file} is being written by another process. Wait until that is done and try again; nothing was changed.`,
  ),
  'store-failed': error(
    (p: { file: string; why: string }) =>
      `${p.file} could not be written (${p.why}). What was stored before is untouched; what was to be added was not.`,
  ),
  'evidence-damaged': error(
    (p: { file: string; why: string }) =>
      `${p.file} is not what was stored there (${p.why}). Restore it from a backup; or put it away with the manifest (.json) that names it, and collect the same export again. Nothing was changed.`,
  ),
  'clock-went-back': error(
    (p: { construct: string; now: string; known: string }) =>
      `Results of ${p.construct} known at ${p.now} cannot be added: newer ones, known at ${p.known}, are stored already. Set this machine’s clock right; nothing was changed.`,
  ),
  'outside-failed': error(
    (p: { why: string }) => `Something outside of Isometric failed: ${p.why}. What was stored before is untouched.`,
  ),
  fault: error(
    (p: { what: string }) =>
      `This is a fault of Isometric, not of yours. Please report it with these lines:\n${p.what}`,
  ),
  'missing-verb': error<Readonly<Record<string, never>>>(() => `There is no verb. “isometric --help” lists them.`),
  'unknown-verb': error(
    (p: { verb: string; near: string | undefined }) =>
      `There is no verb “${p.verb}”.${meant(p.near)} “isometric --help” lists them.`,
  ),
  'unknown-option': error(
    (p: { option: string; verb: string; near: string | undefined }) =>
      `“${p.verb}” has no option “${p.option}”.${meant(p.near)} “isometric ${p.verb} --help” lists them.`,
  ),
  'missing-argument': error(
    (p: { what: string; verb: string }) => `“${p.verb}” needs ${p.what}. See “isometric ${p.verb} --help”.`,
  ),
  'excess-argument': error(
    (p: { found: string; verb: string }) =>
      `“${p.verb}” does not know what to do with “${p.found}”. If a name has spaces, put it in quotes. See “isometric ${p.verb} --help”.`,
  ),
  'bad-argument': error(
    (p: { option: string; found: string; expected: string }) =>
      `${p.option} cannot be “${p.found}”: it is ${p.expected}.`,
  ),
  'document-unreadable': error((p: { file: string; why: string }) => `${p.file} cannot be read: ${p.why}.`),
  'line-unreadable': error(
    (p: { why: string }) => `The line cannot be read: ${p.why}. A line is {"id": …, "expression": "…", "inputs": {…}}.`,
  ),
  'input-unreadable': error(
    (p: { name: string }) =>
      `The input “${p.name}” cannot be read. It is plain JSON, or {"type": "…", "value": "…"} with a type such as decimal, string, date, dateTime or duration.`,
  ),
  'unknown-construct': error(
    (p: { id: string; near: string | undefined }) =>
      `There is no construct “${p.id}”.${meant(p.near)} “isometric catalogue” lists them.`,
  ),
  'unknown-contract': error(
    (p: { name: string; near: string | undefined }) =>
      `There is no contract “${p.name}”.${meant(p.near)} “isometric catalogue” lists them.`,
  ),
  'no-source': error(
    (p: { contract: string }) =>
      `Nothing says where ${p.contract} come from. Name a file with --from, or add a source to isometric.yaml.`,
  ),
  'source-without-file': error(
    (p: { contract: string; path: string }) =>
      `No file matches “${p.path}”, from which ${p.contract} are to be collected. Put one there, or mend the path in isometric.yaml.`,
  ),
  'mapping-not-found': error(
    (p: { name: string; near: string | undefined }) =>
      `There is no mapping “${p.name}”, and no file of that name.${meant(p.near)} Mappings stand in the workspace’s folder mappings; a file is taken from here.`,
  ),
  'nothing-measured': error(
    (p: { construct: string }) =>
      `Nothing has been measured for ${p.construct} yet. Run “isometric collect” and “isometric measure ${p.construct}”.`,
  ),
  'host-not-loopback': error(
    (p: { host: string }) =>
      `“${p.host}” is not this machine’s own address. Until sign-in exists the pages are served to this machine alone: use 127.0.0.1, ::1 or localhost.`,
  ),
} as const
