import { workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

// A worker thread's program. Making a new PGlite folder blocks for seconds and takes hundreds of megabytes: here it
// blocks no request, and the memory is freed with the thread.
const pglite = await PGlite.create({ dataDir: String(workerData) })
await pglite.close()
