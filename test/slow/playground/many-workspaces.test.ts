import { expect, it } from 'vitest'
import { startPlayground } from '../../../playground/playground.ts'
import { install } from '../../support/app/app-with-workspaces.ts'
import { read } from '../../support/read-message.ts'

it('the playground with several workspaces: one installs the app as in a browser, and then types', async () => {
  const playground = await startPlayground({ port: 0, output: 'ignore', workspaces: true })
  const { slack } = playground
  const ask = async () => {
    const answered = slack.nextMessage()
    await slack.command({ user: 'U0PRIYA', channel: 'C0NEIGHBOURS', text: 'LE1 1WA' })
    return read(await answered)
  }
  try {
    expect(await ask()).toContain('Street Crime isn’t installed in this workspace.')
    const { status, page } = await install({ url: playground.appUrl }, 'T0PLAYGROUND')
    expect([status, page.includes('installed in Playground')]).toEqual([200, true])
    expect(await ask()).toContain('near LE1 1WA')
  } finally {
    await playground.close()
  }
}, 60_000)
