import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { oddPostcodes } from '../playground/postcodearea/odd-postcodes.ts'

const ROOT = join(import.meta.dirname, '..')

/** The files of the project, by their path from its folder. */
const files = globSync(['*', '.ci/*', '.slack/*', '.github/**', '{src,test,playground,bench,docs,lint}/**'], {
  cwd: ROOT,
  withFileTypes: true,
})
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name)))

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

const under = (...folders: readonly string[]) =>
  files.filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)))

/** The documents that a text names: "docs/setup.md", also as a link from where it stands; none of another site. */
const documentsIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\w/:.-])(?:\.{0,2}\/)?[\w./-]*\w\.md\b/g)]
    .map(([name]) => name)
    .filter((name) => !/^[\w-]+(?:\.[\w-]+)+\//.test(name))

const isHere = (document: string, from: string): boolean =>
  [document, join(dirname(from), document)].some((path) => files.includes(join(path)))

describe('what is written', () => {
  const written = [...under('src', 'test', 'playground', 'bench', 'docs', '.ci', '.slack', '.github')]
    .concat(files.filter((path) => !path.includes('/')))
    .filter((path) => /\.(?:tsx?|m?js|md|ya?ml|json|grit|sh)$|^\.ci\/|^\.env/.test(path))
    .filter((path) => path !== 'package-lock.json' && !path.startsWith('test/golden/'))
    .filter((path) => path !== 'test/repository.test.ts')

  it('names no document that is not in the repository', () => {
    expect(written.length).toBeGreaterThan(400)
    const missing = written.flatMap((path) =>
      documentsIn(textOf(path))
        .filter((document) => !isHere(document, path))
        .map((document) => `${path}: ${document}`),
    )
    expect(missing).toEqual([])
  })

  it.each([
    ['// Source: ROADMAP.md, "Alerts".', ['ROADMAP.md']],
    ['See [setup](docs/setup.md#slack) and ../README.md.', ['docs/setup.md', '../README.md']],
    ['https://github.com/slackapi/bolt-js/blob/main/README.md', []],
    ['github.com/brianc/node-postgres/blob/master/CHANGELOG.md', []],
  ])('a document is found in %j', (text, found) => {
    expect(documentsIn(text)).toEqual(found)
  })
})

describe('an example', () => {
  // What people read: messages, documents, and the code's own examples.
  const read = under('src', 'docs', 'playground', 'bench', 'lint', 'test/golden', 'test/support/examples')
    .concat(files.filter((path) => !path.includes('/')))
    .filter((path) => /\.(?:tsx?|m?js|md|ya?ml|json|txt)$/.test(path) && path !== 'package-lock.json')
  const odd = new Set(oddPostcodes.map(({ postcode }) => postcode))

  /** The postcodes of Greater Manchester in a text: these areas are its, some of WA too. */
  const inManchester = (text: string): string[] =>
    [...text.matchAll(/\b(?:M|OL|BL|WN|SK|WA)\d{1,2}[A-Z]? ?\d[A-Z]{2}\b/g)]
      .map(([postcode]) => postcode)
      // "MacBook M1 8GB" is none.
      .filter((postcode) => !postcode.endsWith('GB') && !odd.has(postcode))

  it('names no place whose force publishes nothing, but for the playground’s odd postcodes', () => {
    expect(read.length).toBeGreaterThan(500)
    expect(read.flatMap((path) => inManchester(textOf(path)).map((found) => `${path}: ${found}`))).toEqual([])
    expect(inManchester('/crime M1 1AE or SK11AA, not B1 1AA, SW1A 1AA or M20 0EY')).toEqual([
      'M1 1AE',
      'SK11AA',
    ])
  })
})

describe('a name', () => {
  // Each has one that an engineer would search for: docs/architecture.md, "Glossary".
  const GONE =
    'deed deeds heard unheard hear put-door door presses pressed visitors own-app own-pages acks-first ' +
    'needs-features on-demand allowance give-back cooldown measured recall intake seal leaving orphans pace targets ' +
    'refusal in-turn open-persistently sights canary-deeds small-print why-not tell-by open-window ' +
    'watch-store several home-sight'
  const gone = GONE.split(' ')

  /** "homeSightOf" in words: "-home-sight-of-". */
  const inWords = (name: string): string =>
    `-${name
      .replace(/([a-z\d])([A-Z])/g, '$1-$2')
      .replace(/[^A-Za-z\d]+/g, '-')
      .toLowerCase()}-`
  // "beside" alone was one too; beside an answer is where a remark stands.
  const isGone = (name: string): boolean =>
    inWords(name) === '-beside-' || gone.some((word) => inWords(name).includes(`-${word}-`))

  const exportsOf = (text: string): string[] => [
    ...[
      ...text.matchAll(/^export (?:async |declare )*(?:const|let|function\*?|class|type|interface) (\w+)/gm),
    ].map(([, name = '']) => name),
    ...[...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.split(' as ').at(-1)?.trim() ?? ''),
    ),
  ]

  const code = under('src', 'test', 'playground', 'bench').filter((path) => !path.startsWith('test/golden/'))

  it('of a file or a folder is a plain word of the field', () => {
    expect(
      code.filter((path) => path.split('/').some((part) => isGone(basename(part).replace(/\..*/, '')))),
    ).toEqual([])
  })

  it('that a file exports is one too', () => {
    const exported = code
      .filter((path) => /\.tsx?$/.test(path))
      .flatMap((path) => exportsOf(textOf(path)).map((name) => `${path}: ${name}`))
    expect(exported.length).toBeGreaterThan(500)
    expect(exported.filter((one) => isGone(one.split(': ')[1] ?? ''))).toEqual([])
  })
})

describe('a test', () => {
  it('stands in the folder of what it tests', () => {
    const OTHERS = ['app', 'e2e', 'fuzz', 'golden', 'slow', 'support', 'playground', 'bench']
    const folders = new Set(under('src').map((path) => path.split('/')[1]))
    const strays = under('test')
      .map((path) => path.split('/'))
      .filter(
        ([, folder = '', ...rest]) => rest.length > 0 && !folders.has(folder) && !OTHERS.includes(folder),
      )
    expect(strays.map((path) => path.join('/'))).toEqual([])
  })
})
