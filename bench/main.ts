import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { ackLatency } from './rows/ack-latency.ts'
import { alertCalls } from './rows/alert-calls.ts'
import { cacheMemory } from './rows/cache-memory.ts'
import { commandCpu } from './rows/command-cpu.ts'
import { eventLoopStall } from './rows/event-loop-stall.ts'
import { memory } from './rows/memory.ts'
import { parseIncidents } from './rows/parse-incidents.ts'
import { readingText } from './rows/reading-text.ts'
import { start } from './rows/start.ts'
import { supplierCalls } from './rows/supplier-calls.ts'
import { asJson, asTable, type Benchmark, isWithinBudget, type Row, thisMachine } from './table.ts'

const BENCHMARKS: readonly Benchmark[] = [
  parseIncidents,
  readingText,
  eventLoopStall,
  cacheMemory,
  supplierCalls,
  alertCalls,
  commandCpu,
  start,
  ackLatency,
  memory,
]

// A reply that never comes must not keep a machine busy; the child processes end with this one.
const TIME_LIMIT_MS = 900_000
const giveUp = (why: string) => {
  process.stderr.write(`bench: ${why}\n`)
  process.exit(1)
}
setTimeout(giveUp, TIME_LIMIT_MS, 'took longer than 15 minutes').unref()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, giveUp)

// `npm run bench -- start memory --json FILE --strict`: benchmarks by name, all of them where none is named.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, strict: { type: 'boolean', default: false } },
})

const rows: Row[] = []
for (const benchmark of BENCHMARKS) {
  if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue
  process.stderr.write(`measuring: ${benchmark.name} …\n`)
  rows.push(...(await benchmark.measure()))
}

const machine = thisMachine()
console.log(asTable(machine, rows))
if (values.json !== undefined) writeFileSync(values.json, `${asJson(machine, rows)}\n`)
if (values.strict && !rows.every(isWithinBudget)) process.exitCode = 1
