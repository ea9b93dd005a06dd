import type { Socket } from 'node:net'

/** Connections that owe us the rest of a request, the oldest first, with the bytes that we hold for each. */
export type OpenConnections = {
  readonly enter: (socket: Socket) => void
  readonly hold: (socket: Socket, bytes: number) => void
  readonly leave: (socket: Socket) => void
}

/** How many may wait and how much may be held for them; `onDropped` is called for each that is closed. */
export type ConnectionLimits = {
  readonly max: number
  readonly maxBytes: number
  readonly onDropped: () => void
}

/**
 * Bounds what those who connect and say nothing, or little, can take up. Beyond it the oldest is closed, not the
 * newest refused: Slack sends its requests at once, and gets in whoever else waits.
 */
export const createOpenConnections = ({ max, maxBytes, onDropped }: ConnectionLimits): OpenConnections => {
  const held = new Map<Socket, number>()
  let total = 0

  const leave = (socket: Socket): void => {
    total -= held.get(socket) ?? 0
    held.delete(socket)
  }

  const dropOldest = (): void => {
    const [oldest] = held.keys()
    if (oldest === undefined) return
    leave(oldest)
    oldest.destroy()
    onDropped()
  }

  return {
    enter: (socket) => {
      leave(socket)
      held.set(socket, 0)
      if (held.size > max) dropOldest()
    },
    hold: (socket, bytes) => {
      const before = held.get(socket)
      if (before === undefined) return
      held.set(socket, before + bytes)
      total += bytes
      while (total > maxBytes) dropOldest()
    },
    leave,
  }
}
