import { build } from 'vite'

/** One file of the page, ready to be served. */
export type ClientFile = { type: string; body: string | Uint8Array }

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
}

const ROOT = `${import.meta.dirname}/client`

/**
 * Builds the page's client in memory, in about a second, without the network or a file written.
 * @returns its files by path, `/` and `/gallery` among them
 * @throws when the client does not compile
 */
export async function buildClient(): Promise<Map<string, ClientFile>> {
  const built = await build({
    root: ROOT,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      // Browsers of today: nothing is rewritten for older ones, `light-dark()` among others.
      target: 'esnext',
      write: false,
      modulePreload: false,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rollupOptions: { input: ['index.html', 'gallery.html'].map((page) => `${ROOT}/${page}`) },
    },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  )
  const files = new Map<string, ClientFile>()
  for (const output of outputs) {
    const path = `/${output.fileName}`.replace(/index\.html$|\.html$/, '')
    const type = TYPES[output.fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    files.set(path, { type, body: output.type === 'chunk' ? output.code : output.source })
  }
  return files
}
