import { describe, expect, it } from 'vitest'
import { filesOf, importsOf, misplacedTests, offences } from './support/ladder.ts'

const sources = filesOf('src/**/*.ts')
const from = (path: string, ...imports: string[]) => ({
  path,
  text: imports.map((it) => `import { x } from '${it}'\n`).join(''),
})

describe('the ladder', () => {
  it('holds: every file imports only what is below it, and keeps to its place', () => {
    expect(sources.length).toBeGreaterThan(60)
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(150)
    expect(offences(sources)).toEqual([])
  })

  it.each([
    from('src/crime/month.ts', '../slack/limits.ts'),
    from('src/crime/month.ts', '../lookup/lookup.ts'),
    from('src/postcodearea/client.ts', '../lookup/cache.ts'),
    from('src/lookup/lookup.ts', '../report/message.ts'),
    from('src/report/message.ts', '../command/help.ts'),
    from('src/report/message.ts', '../app.ts'),
    from('src/command/help.ts', '../home/view.ts'),
    from('src/home/view.ts', '../alerts/store.ts'),
    from('src/command/help.ts', '../config.ts'),
    from('src/command/help.ts', '../main.ts'),
    from('src/app.ts', './main.ts'),
    from('src/features.ts', './app.ts'),
    from('src/home/view.ts', '../features.ts'),
    from('src/receiver.ts', './app.ts'),
    from('src/slack/blocks.ts', '../report/message.ts'),
    from('src/ops/log.ts', '../postcodearea/failure.ts'),
    from('src/ops/log.ts', '../config.ts'),
    from('src/storage/database.ts', '../alerts/store.ts'),
    from('src/config.ts', './app.ts'),
    from('src/app.ts', './support/ladder.ts'),
    from('src/utils/text.ts'),
    { path: 'src/crime/month.ts', text: "export type { X } from '../slack/limits.ts'" },
    { path: 'src/crime/month.ts', text: "const x = await import('../slack/limits.ts')" },
    { path: 'src/crime/month.ts', text: "import '../slack/limits.ts'" },
    { path: 'src/crime/month.ts', text: "import {\n  a,\n  b,\n} from '../slack/limits.ts'" },
    { path: 'src/ops/log.ts', text: 'const level = process.env.LOG_LEVEL' },
    { path: 'src/ops/log.ts', text: "import { env } from 'node:process'" },
    { path: 'src/app.ts', text: 'process.exit(1)' },
    { path: 'src/app.ts', text: 'process.exitCode = 1' },
    { path: 'src/main.ts', text: 'console.log(1)' },
    { path: 'src/app.ts', text: 'x\n'.repeat(251) },
  ])('sees what is against it: $path $text', (file) => {
    expect(offences([file])).toHaveLength(1)
  })

  it.each([
    from('src/main.ts', './app.ts', './config.ts', './ops/log.ts', './lookup/lookup.ts'),
    from('src/app.ts', './receiver.ts', './command/crime.ts', './home/view.ts', './config.ts'),
    from('src/app.ts', './features.ts', './needs-features.ts'),
    from('src/features.ts', './home/view.ts', './alerts/commands.ts', './report/message.ts'),
    from(
      'src/alerts/sweep.ts',
      '../report/message.ts',
      '../lookup/lookup.ts',
      '../storage/database.ts',
      './store.ts',
    ),
    from('src/workspaces/store.ts', '../storage/database.ts', '../ops/log.ts', '../crime/postcode.ts'),
    { path: 'src/main.ts', text: 'process.exit(process.env.X)' },
    { path: 'src/app.ts', text: '// process.env is read in main alone\n/* console.log */' },
    { path: 'src/app.ts', text: 'x\n'.repeat(250) },
  ])('lets the rest be: $path $text', (file) => {
    expect(offences([file])).toEqual([])
  })
})

describe('the tests', () => {
  const tests = filesOf('test/**/*.ts')

  it('mirror src: what stands in a folder of its name tests something of it', () => {
    expect(tests.length).toBeGreaterThan(20)
    expect(misplacedTests(tests, sources)).toEqual([])
  })

  it('are found where they do not', () => {
    const stray = from('test/ops/month.test.ts', '../../src/crime/month.ts')
    const fits = from('test/ops/log.test.ts', '../../src/ops/log.ts')
    const through = from('test/ops/golden.test.ts', './lines.ts')
    const beside = from('test/ops/lines.ts', '../../src/ops/log.ts')
    expect(misplacedTests([stray, fits, through, beside], sources)).toEqual(['test/ops/month.test.ts'])
  })
})
