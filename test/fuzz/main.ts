import process from 'node:process'
import { parseArgs } from 'node:util'
import { fuzz } from './run.ts'

// `npm run fuzz -- --requests 100000 --seed any-word`: hostile requests against the real process over HTTP.
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: 'one' },
    connections: { type: 'string', default: '10000' },
  },
})

const MAX_GROWTH = 0.1
const figures = await fuzz({
  count: Number(values.requests),
  seed: values.seed,
  warmUp: 0.2,
  connections: Number(values.connections),
})
const growth = figures.after.held / figures.before.held - 1
process.stdout.write(`${JSON.stringify({ ...figures, growth }, null, 1)}\n`)
const isSound =
  Object.keys(figures.findings).length === 0 &&
  growth <= MAX_GROWTH &&
  figures.flood.answered &&
  figures.answersAfterwards
process.exitCode = isSound ? 0 : 1
