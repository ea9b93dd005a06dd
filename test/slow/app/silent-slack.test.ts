import { expect, it } from 'vitest'
import { startMain, startSurroundings } from '../../support/app/main-process.ts'
import { startTlsFront } from '../../support/app/tls-front.ts'
import { priya } from '../../support/street-crime.ts'

it('Home is drawn again within seconds after the connection to Slack fell silent', async () => {
  const { http, slack } = await startSurroundings()
  const front = await startTlsFront(slack.url)
  const main = startMain({
    ...http,
    SLACK_API_URL: `${front.url}/api/`,
    NODE_EXTRA_CA_CERTS: front.certificateFile,
  })
  const signedIn = main.nextLog('signed in to Slack')
  slack.deliverTo(`http://127.0.0.1:${await main.listening}/slack/events`)
  await signedIn
  const drawHome = async () => {
    const drawn = slack.nextView((it) => it.type === 'home')
    await slack.openHome({ user: priya.user })
    await drawn
  }
  await drawHome()
  front.silence()
  await drawHome()
  front.silence()
  await Promise.all([drawHome(), drawHome()])
  expect(new Set(front.versions)).toEqual(new Set(['1.1']))
}, 60_000)
