import { workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

// A worker thread's program: making a new PGlite folder takes seconds and hundreds of megabytes, and is
// synchronous. Here it holds nobody up, and the memory is given back.
const database = await PGlite.create({ dataDir: String(workerData) })
await database.close()
