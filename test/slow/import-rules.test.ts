import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const BIOME = join(ROOT, 'node_modules', '.bin', 'biome')

type Diagnostic = { readonly category: string; readonly location: { readonly path: string } }

/** Biome's diagnostics in a folder; it exits 1 where there are any. */
const diagnosticsIn = (folder: string): readonly Diagnostic[] => {
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', '.']
  const { stdout } = spawnSync(BIOME, args, { cwd: folder, encoding: 'utf8' })
  return JSON.parse(stdout).diagnostics
}

/** The rules that each of these files, given by path, breaks with the project's linter. */
const lint = (files: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> => {
  const folder = mkdtempSync(join(inject('runFolder'), 'lint-'))
  for (const part of ['biome.json', 'lint', '.gitignore'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const found = diagnosticsIn(folder)
  const rulesOf = (path: string) =>
    found
      .filter(({ location }) => location.path.endsWith(path))
      .map(({ category }) => category.replace(/^lint\/\w+\//, ''))
  return new Map(Object.keys(files).map((path) => [path, rulesOf(path)]))
}

const importing = (from: string) => `import type { x } from '${from}'\nexport type y = typeof x\n`

/** Imports that go up the ladder or aside: the file, and what it may not import. */
const FORBIDDEN_IMPORTS: readonly [path: string, from: string][] = [
  ['src/crime/month.ts', '../slack/ui/limits.ts'],
  ['src/crime/month.ts', '../lookup/lookup.ts'],
  ['src/postcodearea/client.ts', '../lookup/cache.ts'],
  ['src/lookup/lookup.ts', '../report/message.ts'],
  ['src/lookup/lookup.ts', '../reading/read-request.ts'],
  ['src/reading/read-request.ts', '../report/message.ts'],
  ['src/report/message.ts', '../features/command/help.ts'],
  ['src/report/message.ts', '../app.ts'],
  ['src/report/browse/listeners.ts', '../../features/home/view.ts'],
  ['src/report/browse/listeners.ts', '../../config/config.ts'],
  ['src/features/command/help.ts', '../home/view.ts'],
  ['src/features/home/view.ts', '../alerts/store/alert-repository.ts'],
  ['src/features/alerts/worker/sweep.ts', '../../home/view.ts'],
  ['src/features/command/help.ts', '../../config/config.ts'],
  ['src/features/command/help.ts', '../../app.ts'],
  ['src/features/alerts/form/form.ts', '../../../main.ts'],
  ['src/app.ts', './main.ts'],
  ['src/slack/ui/blocks.ts', '../../report/message.ts'],
  ['src/slack/answer.ts', '../lookup/lookup.ts'],
  ['src/workspaces/install-pages.ts', '../features/home/view.ts'],
  ['src/observability/log.ts', '../postcodearea/lookup-failure.ts'],
  ['src/database/queue.ts', '../features/alerts/alert.ts'],
  ['src/database/migrations/0001-first.ts', '../../features/alerts/alert.ts'],
  ['src/config/config.ts', '../app.ts'],
  ['src/lib/result.ts', '../crime/month.ts'],
  ['src/somewhere-new/text.ts', '../crime/month.ts'],
]

/** Imports of each folder that go down the ladder, or to a side room. */
const ALLOWED_IMPORTS: readonly [path: string, from: string][] = [
  ['src/main.ts', './app.ts'],
  ['src/app.ts', './features/home/listeners.ts'],
  ['src/features/command/help.ts', '../../report/message.ts'],
  ['src/features/alerts/worker/sweep.ts', '../../../lookup/lookup.ts'],
  ['src/features/alerts/worker/sweep.ts', '../store/alert-repository.ts'],
  ['src/features/alerts/worker/sweep.ts', '../alert.ts'],
  ['src/report/message.ts', './browse/listeners.ts'],
  ['src/report/message.ts', '../reading/read-request.ts'],
  ['src/report/browse/listeners.ts', '../../reading/read-request.ts'],
  ['src/report/browse/listeners.ts', '../message.ts'],
  ['src/report/browse/listeners.ts', '../../slack/ui/blocks.ts'],
  ['src/reading/read-request.ts', '../crime/postcode.ts'],
  ['src/lookup/lookup.ts', '../postcodearea/client.ts'],
  ['src/postcodearea/client.ts', '../crime/month.ts'],
  ['src/crime/month.ts', '../lib/result.ts'],
  ['src/workspaces/install-pages.ts', '../database/database.ts'],
  ['src/features/alerts/worker/worker.ts', '../../../database/queue.ts'],
]

/** What a file of src may not hold, the rule that refuses it. */
const FORBIDDEN_CODE: readonly [path: string, rule: string, code: string][] = [
  ['src/observability/level.ts', 'noProcessEnv', 'export const level = process.env.LOG_LEVEL\n'],
  [
    'src/observability/env.ts',
    'plugin',
    "import { env } from 'node:process'\n\nexport const level = env.LOG_LEVEL\n",
  ],
  ['src/observability/taken.ts', 'plugin', 'export const { env } = process\n'],
  ['src/database/exit.ts', 'plugin', 'export const exit = () => process.exit(1)\n'],
  ['src/database/code.ts', 'plugin', 'export const fail = () => {\n  process.exitCode = 1\n}\n'],
  ['src/database/kill.ts', 'plugin', "export const kill = () => process.kill(1, 'SIGTERM')\n"],
  ['src/database/abort.ts', 'plugin', 'export const abort = () => process.abort()\n'],
  ['src/features/home/sql.ts', 'plugin', "import { sql } from 'kysely'\n\nexport const one = sql`1`\n"],
  [
    'src/workspaces/sql.ts',
    'plugin',
    "import { type Kysely, sql } from 'kysely'\n\nexport const one = (db: Kysely<object>) => sql`1`.execute(db)\n",
  ],
  ['src/report/print.ts', 'noConsole', 'export const print = () => console.log(1)\n'],
  ['src/main.ts', 'noConsole', 'export const print = () => console.log(1)\n'],
  ['src/report/long.ts', 'noExcessiveLinesPerFile', 'void 0\n'.repeat(251)],
]

const ALLOWED_CODE: readonly [path: string, code: string][] = [
  ['src/main.ts', "import process from 'node:process'\n\nprocess.exit(Number(process.env.CODE))\n"],
  ['src/migrate.ts', 'process.exit(Number(process.env.CODE))\n'],
  ['src/features/home/rows.ts', "import type { Kysely } from 'kysely'\n\nexport type Db = Kysely<object>\n"],
  ['src/database/migrations/0001-one.ts', "import { sql } from 'kysely'\n\nexport const one = sql`1`\n"],
  ['src/report/long-enough.ts', 'void 0\n'.repeat(250)],
]

const CYCLE = {
  'src/lookup/one.ts': "export const one = 1\nexport * from './two.ts'\n",
  'src/lookup/two.ts': "import type { one } from './one.ts'\nexport type Two = typeof one\n",
}

/** Each way to import, all of a feature by another. */
const WAYS_TO_IMPORT: readonly [path: string, code: string][] = [
  ['src/features/home/export.ts', "export { view } from '../alerts/view.ts'\n"],
  ['src/features/home/export-type.ts', "export type { View } from '../alerts/view.ts'\n"],
  ['src/features/home/dynamic.ts', "export const view = await import('../alerts/view.ts')\n"],
  ['src/features/home/effect.ts', "import '../alerts/view.ts'\n"],
  [
    'src/features/home/several.ts',
    "import {\n  a,\n  b,\n} from '../alerts/view.ts'\n\nexport const c = [a, b]\n",
  ],
]

/** Each import in a file of its own, beside the one it is written for. */
const filesThatImport = (imports: typeof FORBIDDEN_IMPORTS): readonly [path: string, code: string][] =>
  imports.map(([path, from], at) => [
    path === 'src/main.ts' || path === 'src/app.ts' ? path : path.replace(/\.ts$/, `-${at}.ts`),
    importing(from),
  ])

describe('the linter', () => {
  it('refuses each import up the ladder, between features or from a side room into one', () => {
    const files = filesThatImport(FORBIDDEN_IMPORTS)
    const refused = lint(Object.fromEntries(files))
    expect([...refused]).toEqual(files.map(([path]) => [path, ['noRestrictedImports']]))
  })

  it('refuses them however they are written', () => {
    const refused = lint(Object.fromEntries(WAYS_TO_IMPORT))
    expect([...refused]).toEqual(WAYS_TO_IMPORT.map(([path]) => [path, ['noRestrictedImports']]))
  })

  it('lets each folder import what is below it', () => {
    const files = filesThatImport(ALLOWED_IMPORTS)
    expect([...lint(Object.fromEntries(files))]).toEqual(files.map(([path]) => [path, []]))
  })

  it('refuses imports in a circle, also of types alone', () => {
    const circle = ['noImportCycles']
    expect(Object.fromEntries(lint(CYCLE))).toEqual({
      'src/lookup/one.ts': circle,
      'src/lookup/two.ts': circle,
    })
  })

  it('refuses the environment, the end of the process, the console, kysely too early, and a file that is too long', () => {
    const refused = lint(Object.fromEntries(FORBIDDEN_CODE.map(([path, , code]) => [path, code])))
    for (const [path, rule] of FORBIDDEN_CODE) expect(refused.get(path), path).toContain(rule)
    const allowed = lint(Object.fromEntries(ALLOWED_CODE))
    expect([...allowed]).toEqual(ALLOWED_CODE.map(([path]) => [path, []]))
  })
})
