import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore, type Access } from '../store/index.ts'
import { initWorkspace, layoutOf, openWorkspace, workspaceFormat, type Workspace } from './index.ts'

let folder = ''
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isometric-workspace-'))
  chmodSync(folder, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const newPath = (): string => join(folder, `w${++made}`)

const newWorkspace = async (): Promise<string> => {
  const path = newPath()
  const outcome = await initWorkspace(path, { timeZone: 'Europe/Berlin' })
  expect(outcome).toMatchObject({ ok: true, value: { made: true } })
  return path
}
const opened = async (path: string, access: Access): Promise<Workspace> => {
  const outcome = await openWorkspace(path, access)
  if (!outcome.ok) throw new Error(outcome.issues.map(({ message }) => message).join('\n'))
  return outcome.value
}
const refusal = async (path: string, access: Access = 'write') => {
  const outcome = await openWorkspace(path, access)
  if (outcome.ok) await outcome.value.close()
  return outcome.ok ? undefined : outcome.issues[0]
}

/** Everything in a folder by name, but the lock, which is empty and stays. */
const picture = (path: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'workspace.lock')
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]),
  )

describe('making one', () => {
  test('has its folders, its store and its programme', async () => {
    const path = await newWorkspace()
    expect(readdirSync(path).sort()).toEqual([
      'constructs',
      'contracts',
      'evidence',
      'exports',
      'isometric.yaml',
      'keys',
      'mappings',
      'signing',
      'store.sqlite',
      'workspace.json',
    ])
    expect(readFileSync(join(path, 'isometric.yaml'), 'utf8')).toContain('time zone: Europe/Berlin')
  })

  test('with the folders above it', async () => {
    const path = join(newPath(), 'a', 'b')
    expect(await initWorkspace(path, { timeZone: 'UTC' })).toMatchObject({ ok: true, value: { made: true } })
  })

  test.skipIf(!existsSync('/proc/self'))('not where the file system takes no folders', async () => {
    expect(await initWorkspace('/proc/w', { timeZone: 'UTC' })).toMatchObject({
      issues: [{ code: 'folder-cannot-be-made' }],
    })
  })

  test('twice is once', async () => {
    const path = await newWorkspace()
    writeFileSync(join(path, 'isometric.yaml'), 'organisation: Mine\n')
    const before = picture(path)
    expect(await initWorkspace(path, { timeZone: 'UTC' })).toMatchObject({ ok: true, value: { made: false } })
    expect(picture(path)).toEqual(before)
  })

  test('the sample fills a new one, and no other', async () => {
    const path = newPath()
    const fill = (to: string): Promise<void> => Promise.resolve(writeFileSync(join(to, 'isometric.yaml'), 'organisation: S\n'))
    expect(await initWorkspace(path, { timeZone: 'UTC', fill })).toMatchObject({ ok: true })
    expect(readFileSync(join(path, 'isometric.yaml'), 'utf8')).toBe('organisation: S\n')
    expect(await initWorkspace(path, { timeZone: 'UTC', fill })).toMatchObject({ issues: [{ code: 'workspace-exists' }] })
  })

  test('one that was cut short is gone on with', async () => {
    const path = newPath()
    const fill = (): Promise<void> => Promise.reject(new Error('power failed'))
    await expect(initWorkspace(path, { timeZone: 'UTC', fill })).rejects.toThrow('power failed')
    expect(await refusal(path)).toMatchObject({ code: 'not-a-workspace' })
    expect(await initWorkspace(path, { timeZone: 'UTC' })).toMatchObject({ ok: true, value: { made: true } })
    expect(await refusal(path)).toBeUndefined()
  })

  test('a folder with something else in it is refused and untouched', async () => {
    const path = newPath()
    mkdirSync(path)
    writeFileSync(join(path, 'thesis.txt'), 'years of work')
    const outcome = await initWorkspace(path, { timeZone: 'UTC' })
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'folder-not-empty' }] })
    expect(outcome.issues[0]?.message).toContain('thesis.txt')
    expect(readdirSync(path)).toEqual(['thesis.txt'])
  })

  test('a file in its place, or on the way to it, is refused', async () => {
    const path = newPath()
    writeFileSync(path, '')
    expect(await initWorkspace(path, { timeZone: 'UTC' })).toMatchObject({ issues: [{ code: 'workspace-not-a-folder' }] })
    expect(await initWorkspace(join(path, 'deeper'), { timeZone: 'UTC' })).toMatchObject({ ok: false })
  })
})

describe('one that cannot be used', () => {
  test('missing, a file, or another folder', async () => {
    const path = newPath()
    expect(await refusal(path)).toMatchObject({ code: 'workspace-missing' })
    expect((await refusal(path))?.message).toContain(path)
    writeFileSync(path, '')
    expect(await refusal(path)).toMatchObject({ code: 'workspace-not-a-folder' })
    expect(await refusal(folder)).toMatchObject({ code: 'not-a-workspace' })
    expect(await refusal(folder, 'read')).toMatchObject({ code: 'not-a-workspace' })
  })

  const formats: readonly (readonly [string, string])[] = [
    [`{"format":${workspaceFormat + 1}}`, 'workspace-newer'],
    ['{"format":"two"}', 'workspace-unreadable'],
    ['{"for', 'workspace-unreadable'],
    [`{"format":${workspaceFormat},"more":true}`, 'none'],
  ]
  test.each(formats)('workspace.json %s: %s', async (text, code) => {
    const path = await newWorkspace()
    writeFileSync(join(path, 'workspace.json'), text)
    const before = picture(path)
    for (const access of ['read', 'write'] as const) expect((await refusal(path, access))?.code ?? 'none').toBe(code)
    expect(picture(path)).toEqual(before)
  })

  test('one made by hand needs no workspace.json', async () => {
    const path = await newWorkspace()
    rmSync(join(path, 'workspace.json'))
    expect(await refusal(path)).toBeUndefined()
  })
})

const index = new URL('./index.ts', import.meta.url).href
const storeIndex = new URL('../store/index.ts', import.meta.url).href

describe('in use', () => {
  test('by a writer: another is refused, readers are not', async () => {
    const path = await newWorkspace()
    const writer = await opened(path, 'write')
    expect(await refusal(path)).toMatchObject({ code: 'workspace-in-use' })
    expect((await refusal(path))?.message).toContain(`(${process.pid})`)
    const reader = await opened(path, 'read')
    const store = await openStore(reader.store, 'read')
    expect(store.ok && (await store.value.results({}))).toEqual([])
    await writer.close()
    await writer.close()
    expect(await refusal(path)).toBeUndefined()
    expect(readdirSync(path)).not.toContain('workspace.holder')
  })

  test('by a process that is killed: free again', async () => {
    const path = await newWorkspace()
    const script = `
      const { openWorkspace } = await import(${JSON.stringify(index)})
      const outcome = await openWorkspace(${JSON.stringify(path)}, 'write')
      process.stdout.write(String(outcome.ok))
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const said: unknown[] = await once(child.stdout, 'data')
    expect(String(said[0])).toBe('true')
    expect((await refusal(path))?.message).toContain(`(${child.pid})`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(readdirSync(path)).toContain('workspace.holder')
    expect(await refusal(path)).toBeUndefined()
  })
})

test('read-only: a writer is refused, a reader reads, nothing changes', async () => {
  const path = await newWorkspace()
  const outcome = await openStore(layoutOf(path).store)
  if (outcome.ok) await outcome.value.close()
  const root = process.getuid?.() === 0
  const before = picture(path)
  chmodSync(join(path, 'store.sqlite'), 0o444)
  chmodSync(path, 0o555)
  // The superuser may write everywhere: a child gives its rights up once everything is loaded.
  const script = `
    const { openWorkspace, layoutOf } = await import(${JSON.stringify(index)})
    const { openStore } = await import(${JSON.stringify(storeIndex)})
    if (${root}) { process.setgid(65534); process.setuid(65534) }
    const codes = (outcome) => outcome.ok ? 'ok' : outcome.issues.map(({ code }) => code).join()
    const { store } = layoutOf(${JSON.stringify(path)})
    const reader = await openStore(store, 'read')
    console.log(JSON.stringify({
      write: codes(await openWorkspace(${JSON.stringify(path)}, 'write')),
      read: codes(await openWorkspace(${JSON.stringify(path)}, 'read')),
      results: reader.ok ? await reader.value.results({}) : codes(reader),
      store: codes(await openStore(store, 'write')),
    }))`
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  chmodSync(path, 0o755)
  expect(JSON.parse(child.stdout || JSON.stringify(child.stderr))).toEqual({
    write: 'workspace-read-only',
    read: 'ok',
    results: [],
    store: 'store-read-only',
  })
  expect(picture(path)).toEqual(before)
})

test('a store with its log left behind is read from a read-only folder too', async () => {
  const path = await newWorkspace()
  const { store } = layoutOf(path)
  const writer = new DatabaseSync(store)
  writer.exec("pragma wal_autocheckpoint = 0; insert into card (construct, known_at, document) values ('a', '2026', '{}')")
  const reader = await openStore(store, 'read')
  expect(reader.ok && (await reader.value.cards())).toEqual([{}])
  writer.close()
})
