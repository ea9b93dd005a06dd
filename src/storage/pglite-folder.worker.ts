import { workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

// In a thread of its own: making a new folder holds an event loop for two seconds and more.
const pglite = await PGlite.create(String(workerData))
await pglite.close()
