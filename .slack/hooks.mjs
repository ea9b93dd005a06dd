// The Slack CLI's hooks: docs.slack.dev/tools/slack-cli/reference/hooks. JavaScript that an older Node reads too, since
// the CLI runs whichever `node` it finds.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const FOLDER = dirname(fileURLToPath(import.meta.url))
const ROOT = dirname(FOLDER)

/**
 * An answer to the CLI. Its message-boundaries protocol sets an answer apart from anything else on stdout by a text that
 * it makes up for each run; by default all of stdout is the answer.
 */
const respond = (answer, { protocol, boundary = '' }) => {
  const mark = protocol === 'message-boundaries' ? boundary : ''
  process.stdout.write(`${mark}${JSON.stringify(answer)}${mark}\n`)
}

/** manifest.yml, in Socket Mode: `slack run` gives the app an app token and no address. */
const readManifest = async () => {
  const { parse } = await import('yaml')
  const manifest = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'))
  return { ...manifest, settings: { ...manifest.settings, socket_mode_enabled: true } }
}

/** Runs the app as `npm start` does, with the tokens of the app that the CLI has installed, until either ends. */
const start = () => {
  const { SLACK_CLI_XAPP: appToken, SLACK_CLI_XOXB: botToken } = process.env
  if (!appToken || !botToken) {
    process.stderr.write('SLACK_CLI_XAPP and SLACK_CLI_XOXB are not set: "slack run" sets them.\n')
    process.exit(1)
  }
  const ownNode = join(ROOT, 'node_modules', '.bin', 'node')
  const app = spawn(existsSync(ownNode) ? ownNode : process.execPath, ['start.js'], {
    cwd: ROOT,
    env: { ...process.env, SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: botToken },
    stdio: 'inherit',
  })
  // The app ends by itself, once its work is done: this process waits for it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.kill(signal))
  app.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
  app.on('close', (code) => {
    process.exitCode = code ?? 1
  })
}

// The CLI adds options of its own, such as --source.
const { values: options, positionals } = parseArgs({
  options: { protocol: { type: 'string' }, boundary: { type: 'string' } },
  strict: false,
  allowPositionals: true,
})
switch (positionals[0]) {
  case 'get-hooks':
    respond(JSON.parse(readFileSync(join(FOLDER, 'hooks.json'), 'utf8')), options)
    break
  case 'get-manifest':
    respond(await readManifest(), options)
    break
  case 'start':
    start()
    break
  default:
    process.stderr.write('Use: node .slack/hooks.mjs get-hooks | get-manifest | start\n')
    process.exitCode = 1
}
