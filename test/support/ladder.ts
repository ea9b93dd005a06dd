import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A file of the project: its path from the project's folder, and its text. */
export type SourceFile = { readonly path: string; readonly text: string }

const ROOT = join(import.meta.dirname, '..', '..')

/** The files that a pattern, such as "src/**\/*.ts", matches. */
export const filesOf = (pattern: string): SourceFile[] =>
  globSync(pattern, { cwd: ROOT }).map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

// DESIGN.md, "The shape": a rung imports only rungs below it, and features never each other.
const RUNGS: readonly (readonly string[])[] = [
  ['crime'],
  ['postcodearea'],
  ['lookup'],
  ['report'],
  ['command', 'home', 'alerts', 'shortcuts'],
  ['features', 'needs-features'],
  ['app', 'receiver'],
  ['main', 'migrate'],
]
/** The files that are processes: they alone read the environment and exit. */
const PROCESSES = ['src/main.ts', 'src/migrate.ts']
/** Rooms beside the ladder, which know of each other and of the domain only. */
const SIDE_ROOMS = ['slack', 'ops', 'workspaces', 'storage']
const LONGEST_FILE = 250

/** The folder of src that a file belongs to, or its own name where it stands in src itself. */
export const roomOf = (path: string): string => /^src\/([^/.]+)/.exec(path)?.[1] ?? path

const rungOf = (room: string): number => RUNGS.findIndex((rung) => rung.includes(room))
const isSideRoom = (room: string): boolean => SIDE_ROOMS.includes(room)

/** The files of ours that a file imports, types included. */
export const importsOf = ({ path, text }: SourceFile): string[] =>
  [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*['"](\.[^'"]+)['"]/g)].map(([, to = '']) =>
    join(dirname(path), to),
  )

const mayImport = (from: string, to: string): boolean => {
  if (from === to) return true
  if (isSideRoom(from)) return isSideRoom(to) || to === 'crime'
  if (from === 'config') return isSideRoom(to)
  if (from === 'crime') return false
  if (to === 'config') return rungOf(from) >= rungOf('app')
  if (isSideRoom(to)) return true
  // app and receiver stand on one rung, at which they are one room in two files.
  if (from === 'app' && to === 'receiver') return true
  return rungOf(to) >= 0 && rungOf(to) < rungOf(from)
}

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')

const FORBIDDEN: readonly [pattern: RegExp, what: string][] = [
  [/\bprocess\.env\b|\benv\b[^'"]*\bfrom 'node:process'/, 'reads process.env'],
  [/\bprocess\.(?:exit|exitCode|abort|kill)\b/, 'ends the process'],
  [/\bconsole\./, 'writes to the console'],
]

const wrongImports = (file: SourceFile): string[] => {
  const from = roomOf(file.path)
  if (rungOf(from) < 0 && !isSideRoom(from) && from !== 'config')
    return [`${file.path}: stands nowhere on the ladder`]
  return importsOf(file)
    .filter((to) => (to.startsWith('src/') ? !mayImport(from, roomOf(to)) : !to.endsWith('package.json')))
    .map((to) => `${file.path}: may not import ${to}`)
}

const wrongWords = ({ path, text }: SourceFile): string[] => {
  const code = withoutComments(text)
  return FORBIDDEN.filter(([pattern]) => pattern.test(code))
    .filter(([, what]) => !PROCESSES.includes(path) || what === 'writes to the console')
    .map(([, what]) => `${path}: ${what}`)
}

/** Everything in these files of src that is against the ladder's rules. */
export const offences = (files: readonly SourceFile[]): string[] =>
  files.flatMap((file) => [
    ...wrongImports(file),
    ...wrongWords(file),
    ...(file.text.split('\n').length - 1 > LONGEST_FILE
      ? [`${file.path}: is above ${LONGEST_FILE} lines`]
      : []),
  ])

/**
 * Tests in a folder named like one of src's that test nothing of it, be it through a file beside them.
 * `files` are all of test/, what the tests share among them.
 */
export const misplacedTests = (files: readonly SourceFile[], sources: readonly SourceFile[]): string[] => {
  const folders = new Set(
    sources.filter(({ path }) => path.split('/').length > 2).map(({ path }) => roomOf(path)),
  )
  // What a test stands on counts as its own: the file beside it, or one of the support's.
  const beside = (test: SourceFile) =>
    files.filter(({ path }) => !path.endsWith('.test.ts') && importsOf(test).includes(path))
  return files
    .filter(({ path }) => path.endsWith('.test.ts') && folders.has(path.split('/')[1] ?? ''))
    .filter((test) => {
      const reached = [test, ...beside(test)].flatMap(importsOf)
      return !reached.some((to) => to.startsWith(`src/${test.path.split('/')[1]}/`))
    })
    .map(({ path }) => path)
}
