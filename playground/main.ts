import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startPlayground } from './playground.ts'

// Saved places stay from one start to the next, as they do in the app itself.
const DATA_DIR = fileURLToPath(new URL('../data/playground', import.meta.url))
const MONTH_FILE = fileURLToPath(new URL('../data/playground-month', import.meta.url))

/** Digits only: "3000 " or "0x10" is a slip of the hand. */
function portIn(text: string | undefined): number {
  if (text === undefined || text === '') return 3000
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`PLAYGROUND_PORT is not a port number: ${text}`)
  return port
}

function exitWith(message: string): never {
  console.error(message)
  process.exit(1)
}

async function main(): Promise<void> {
  const abort = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => abort.abort())
  const stopRequested = once(abort.signal, 'abort').then(() => undefined)

  const port = portIn(process.env.PLAYGROUND_PORT)
  // This Slack forgets its tokens when it ends, and so must the app that was given them.
  const workspaces = process.argv.includes('--workspaces')
  const playground = await startPlayground({
    port,
    output: 'inherit',
    workspaces,
    ...(workspaces ? {} : { dataDir: DATA_DIR, monthFile: MONTH_FILE }),
    giveUp: abort.signal,
  })
  const install = `\nInstall the app first: ${playground.appUrl}/slack/install (the page shows the workspace Playground)`
  console.log(`
Playground: ${playground.url} (PLAYGROUND_PORT sets another port)${workspaces ? install : ''}
Gallery of every message and view: ${playground.url}/gallery
Type /crime SW1A 1AA there and press Enter. Ctrl-C here stops everything.
`)
  const appEnded = await Promise.race([stopRequested, playground.appEnded])
  await playground.close()
  // A Ctrl-C in a terminal reaches the app too, which may be gone first.
  if (appEnded !== undefined && !abort.signal.aborted) {
    exitWith(`The app has ended (${appEnded}), and the playground with it.`)
  }
}

await main().catch((error: Error) => exitWith(error.message))
