import diagnostics from 'node:diagnostics_channel'
import { expect, it, onTestFinished } from 'vitest'
import { appForEachTest } from '../support/each-test.ts'
import { priya } from '../support/street-crime.ts'

const start = appForEachTest()

/** Counts the connections that are opened to a port, until the test has ended. */
const connectionsTo = (port: string) => {
  let count = 0
  const note = (message: unknown) => {
    if (Object(message).connectParams.port === port) count += 1
  }
  diagnostics.subscribe('undici:client:connected', note)
  onTestFinished(() => void diagnostics.unsubscribe('undici:client:connected', note))
  return () => count
}

it('a thousand people who ask for one postcode at once cost one call, and each has an answer', async () => {
  const { slack, postcodeArea } = await start()
  const connections = connectionsTo(new URL(slack.url).port)
  const answered = new Promise<void>((resolve) => {
    let answers = 0
    slack.on((change) => {
      if (change.kind === 'posted' && change.message.text.startsWith('Street crime near')) answers += 1
      if (answers === 1_000) resolve()
    })
  })
  const release = postcodeArea.hold()
  // None is answered before the supplier is let go. A hundred connections at a time, or the backlog of one
  // machine talking to itself is what is tested.
  for (let hundreds = 0; hundreds < 10; hundreds += 1) {
    const deliveries = await Promise.all(
      Array.from({ length: 100 }, () => slack.command({ ...priya, text: 'LE1 1WA' })),
    )
    expect(deliveries.filter(({ outcome }) => outcome === 'acked')).toHaveLength(100)
  }
  release()
  await answered
  expect(postcodeArea.calls).toHaveLength(1)
  // A server drops what is above its backlog, and then answers come seconds late or not at all.
  expect(connections()).toBeLessThan(200)
}, 20_000)
