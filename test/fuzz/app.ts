import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// The real process, which can be asked over IPC what it holds: nothing else of it is changed.
setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

process.on('message', () => {
  if (typeof collect !== 'function') throw new Error('this Node cannot be told to collect')
  collect()
  collect()
  const { heapUsed, external, rss } = process.memoryUsage()
  process.send?.({ held: heapUsed + external, resident: rss })
})

await import('../../src/main.ts')
