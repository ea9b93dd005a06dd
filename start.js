// Starts the app with its compiled code kept between starts, in .cache: without it every start reads TypeScript
// anew, which takes twice as long and 30 MB. JavaScript itself, or this file would need what it saves. Where
// the folder cannot be written the app starts all the same.
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '.cache'))
await import('./src/main.ts')
// Now, since a process that is killed writes nothing at its end.
flushCompileCache()
