import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { acking } from './acking.ts'
import { arriving } from './arriving.ts'
import { browsing } from './browsing.ts'
import { cachedCommand } from './cached-command.ts'
import { growing } from './growing.ts'
import { keeping } from './keeping.ts'
import { lasting } from './lasting.ts'
import { thisMachine } from './machine.ts'
import { mixed } from './mixed.ts'
import { readingAnswers } from './reading.ts'
import { repeating } from './repeating.ts'
import { starting } from './starting.ts'
import { asJson, asTable, type Family, holds, type Row } from './table.ts'
import { watching } from './watching.ts'

// To add rows: one more family here.
const FAMILIES: readonly Family[] = [
  readingAnswers,
  arriving,
  keeping,
  browsing,
  repeating,
  cachedCommand,
  acking,
  starting,
  lasting,
  watching,
  growing,
  mixed,
]

// As in start.js: an HTTP client's headers would have the sender, and so its clock, stand still every other second.
setFlagsFromString('--no-allocation-site-pretenuring')

// A reply that never comes must not keep a machine busy; the children die with this process.
const LONGEST_MS = 900_000
const giveUp = (because: string) => {
  process.stderr.write(`bench: ${because}\n`)
  process.exit(1)
}
setTimeout(giveUp, LONGEST_MS, 'took too long').unref()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, giveUp)

// V8's own four threads would take the processor from those that are measured.
if (!process.execArgv.includes('--v8-pool-size=1')) giveUp('start it with npm run bench')

// `npm run bench -- reading --json FILE --strict`: families by name, all of them where none is named.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, strict: { type: 'boolean', default: false } },
})

const rows: Row[] = []
for (const family of FAMILIES) {
  if (positionals.length > 0 && !positionals.includes(family.name)) continue
  process.stderr.write(`measuring: ${family.name} …\n`)
  rows.push(...(await family.measure()))
}

const machine = thisMachine()
console.log(asTable(machine, rows))
if (values.json !== undefined) writeFileSync(values.json, `${asJson(machine, rows)}\n`)
if (values.strict && rows.some((row) => holds(row) === false)) process.exitCode = 1
