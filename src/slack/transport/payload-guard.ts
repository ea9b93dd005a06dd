import type { App, Receiver, ReceiverEvent } from '@slack/bolt'
import { createAcksFirst } from './acks-first.ts'
import { withActingTeam } from './acting-team.ts'
import type { AppIdCheck } from './app-id.ts'
import { isOfOneWorkspace, readPayload } from './payload-schema.ts'

/** A payload that no listener sees, or that none answered. `status` is what HTTP answers. */
export class PayloadRefused extends Error {
  readonly status: number
  constructor(status: number, because: string) {
    super(because)
    this.name = 'PayloadRefused'
    this.status = status
  }
}

/** `acked` is told how many ms Slack waited for its ack. `clock` gives ms. */
export type PayloadGuardOptions = {
  readonly ownApp: AppIdCheck
  /** Told of each payload that comes in; what it gives is called once its listeners have ended. */
  readonly begin: () => () => void
  readonly acked: (ms: number) => void
  readonly clock: () => number
}

const check = (body: unknown, ownApp: AppIdCheck): void => {
  const payload = readPayload(body)
  if (payload === null) throw new PayloadRefused(400, 'no payload of Slack’s')
  if (!ownApp.isOurs(payload.appId)) throw new PayloadRefused(403, 'a payload of another app')
  if (!isOfOneWorkspace(payload)) throw new PayloadRefused(403, 'a view of another workspace')
}

const enter = async (
  { ownApp, acked, clock }: PayloadGuardOptions,
  acksFirst: () => Promise<void>,
  event: ReceiverEvent,
  process: App['processEvent'],
): Promise<void> => {
  check(event.body, ownApp)
  const begun = clock()
  let isAcked = false
  const ack: ReceiverEvent['ack'] = async (response) => {
    isAcked = true
    await event.ack(response)
    acked(clock() - begun)
    // The work of this one waits until others that have come are acked.
    await acksFirst()
  }
  try {
    await process({ ...event, ack, body: withActingTeam(event.body) as ReceiverEvent['body'] })
  } catch (error) {
    if (isAcked) throw error
    // Listeners' errors do not come this far: Bolt itself could not make anything of the payload.
    throw new PayloadRefused(400, 'a payload that cannot be read')
  }
  // Bolt would let Slack wait for three seconds before it said the same.
  if (!isAcked) throw new PayloadRefused(404, 'nobody listens to it')
}

/**
 * Puts a door before a receiver's app: payloads, signed and of one piece, are looked at before any listener sees
 * them. The receiver stays the same object, since Bolt looks for an installer on it.
 */
export const guardPayloads = <R extends Receiver>(receiver: R, options: PayloadGuardOptions): R => {
  const init = receiver.init.bind(receiver)
  const acksFirst = createAcksFirst()
  receiver.init = (app) => {
    const process = app.processEvent.bind(app)
    app.processEvent = async (event) => {
      // An event is acked before its listeners run: over HTTP its request has ended by then.
      const ended = options.begin()
      try {
        await enter(options, acksFirst, event, process)
      } finally {
        ended()
      }
    }
    init(app)
  }
  return receiver
}
