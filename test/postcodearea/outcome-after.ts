import { clientOf, outcomeOf } from '../support/postcodearea-client.ts'
import { type Answering, startSupplier } from '../support/supplier-server.ts'

/** How a look-up ends with a server that answers so, and how many calls it took. */
export const outcomeAfter = async (...script: Answering[]) => {
  const server = await startSupplier(...script)
  const [kind, because] = await outcomeOf(clientOf(server.url))
  return { kind, because, calls: server.calls.length, server }
}
