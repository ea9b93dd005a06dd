// Starts the app with its compiled code kept between starts, in .cache: without it every start reads TypeScript
// anew, which takes twice as long and 30 MB. JavaScript itself, or this file would need what it saves. Where
// the folder cannot be written the app starts all the same.
//
// `npm start` and the Procfile start it with --v8-pool-size=1, which cannot be set from here: one thread, in place of
// four, compiles and collects beside the one that answers. On a host of one or two cores four of them take its core from
// it, and acks wait.
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'

// Before the cache is opened, which is of no use under other flags than it was written with. V8 learns which arrays
// live long and puts the next ones among what is old at once. Those that hold an answer's headers look so to it and do
// not: each then kept what it held, 3 KB a request, until all of the heap was collected, and that was every few seconds.
setFlagsFromString('--no-allocation-site-pretenuring')
// A busy process would pile up four times its heap in garbage, 350 MB where a small host has 512; so the process is 240
// to 310 in all, and 370 as it warms up.
setFlagsFromString('--heap-growing-percent=100')
// What is made while it starts stays. Room for what is young would be filled with it, 17 MB that nobody needs yet.
setFlagsFromString('--semi-space-growth-factor=1')
enableCompileCache(join(import.meta.dirname, '.cache'))
await import('./src/main.ts')
// Now, since a process that is killed writes nothing at its end.
flushCompileCache()
// V8 has 2. A busy process then has all the room it will need at once, not after tens of thousands of requests. After
// the cache is written, for the same reason as above.
setFlagsFromString('--semi-space-growth-factor=8')
