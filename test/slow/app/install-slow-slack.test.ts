import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { emptyPostgres, POSTGRES } from '../../database/support/places.ts'
import {
  beginInstall,
  newKey,
  startAppWithWorkspaces,
  startSlackAndSupplier,
} from '../../support/app/app-with-workspaces.ts'

it.skipIf(POSTGRES === undefined).each<[string, RequestListener]>([
  ['does not answer', () => undefined],
  [
    'allows no more calls for half a minute',
    (_, response) => void response.writeHead(429, { 'retry-after': '30' }).end(),
  ],
])(
  'whoever installs reads a page where Slack %s',
  async (_, answer) => {
    const slow = createServer(answer).listen(0, '127.0.0.1')
    await once(slow, 'listening')
    onTestFinished(() => {
      slow.closeAllConnections()
      slow.close()
    })
    const many = await startAppWithWorkspaces({
      servers: await startSlackAndSupplier(),
      place: await emptyPostgres(),
      encryptionKey: newKey(),
      env: { SLACK_API_URL: `http://127.0.0.1:${Object(slow.address()).port}/api/` },
    })
    const { cookie, authorize } = await beginInstall(many)
    const state = authorize.searchParams.get('state')
    const back = await fetch(`${many.url}/slack/oauth_redirect?code=1&state=${state}`, {
      headers: { cookie },
    })
    expect(back.status).toBe(502)
    expect(await back.text()).toContain('<h1>')
  },
  60_000,
)
