import type { Socket } from 'node:net'

/** Connections that owe us the rest of a request, the oldest first, with the bytes that we hold for each. */
export type OpenConnections = {
  readonly enter: (socket: Socket) => void
  readonly hold: (socket: Socket, bytes: number) => void
  readonly leave: (socket: Socket) => void
}

/** How many may wait and how much they may make us hold; `onLetGo` hears of each that is let go. */
export type ConnectionLimits = {
  readonly most: number
  readonly mostBytes: number
  readonly onLetGo: () => void
}

/**
 * Bounds what those who open connections and say nothing, or little, can take up. Beyond it the oldest is let
 * go, not the newest refused: Slack says what it has to say at once, and gets in whoever else waits.
 */
export const createOpenConnections = ({ most, mostBytes, onLetGo }: ConnectionLimits): OpenConnections => {
  const held = new Map<Socket, number>()
  let total = 0

  const leave = (socket: Socket): void => {
    total -= held.get(socket) ?? 0
    held.delete(socket)
  }

  const letGoOldest = (): void => {
    const [oldest] = held.keys()
    if (oldest === undefined) return
    leave(oldest)
    oldest.destroy()
    onLetGo()
  }

  return {
    enter: (socket) => {
      leave(socket)
      held.set(socket, 0)
      if (held.size > most) letGoOldest()
    },
    hold: (socket, bytes) => {
      const before = held.get(socket)
      if (before === undefined) return
      held.set(socket, before + bytes)
      total += bytes
      while (total > mostBytes) letGoOldest()
    },
    leave,
  }
}
