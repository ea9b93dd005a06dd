import type { FaultChoice } from './snapshot.ts'

/** How the page makes Slack fail: one choice at a time. */
export type FaultSwitch = {
  choices: FaultChoice[]
  chosen(): string
  /** @returns false for a choice there is not */
  choose(id: string): boolean
}

/** What can go wrong at one place in Slack; Slack's own list of faults is longer. */
type Fault = {
  where: string
  what: 'ratelimited' | 'invalid_blocks' | 'no_charts' | 'server_error' | 'slow' | 'reset'
  ms?: number
  retryAfter?: number
}

/** The part of a Slack that breaks on purpose. */
export type Faults = {
  set(fault: Fault): void
  clear(): void
  active(): readonly { readonly what: string }[]
}

/** Wherever an answer of the app arrives. */
const PLACES = ['response_url', 'chat.postMessage', 'chat.postEphemeral', 'views.open']

const NO_FAULT = 'none'

const CHOICES: (FaultChoice & { fault?: Omit<Fault, 'where'> })[] = [
  { id: NO_FAULT, label: 'nothing', note: 'Slack takes what the app sends.' },
  {
    id: 'ratelimited',
    label: '429, too many requests',
    note: 'Slack asks the app to wait 5 seconds.',
    fault: { what: 'ratelimited', retryAfter: 5 },
  },
  {
    id: 'invalid_blocks',
    label: 'invalid_blocks',
    note: 'Slack refuses every message the app sends.',
    fault: { what: 'invalid_blocks' },
  },
  {
    id: 'no_charts',
    label: 'charts',
    note: 'Slack refuses every message with a chart, as in a workspace that can’t show them yet.',
    fault: { what: 'no_charts' },
  },
  {
    id: 'server_error',
    label: '500, an error of its own',
    note: 'Slack breaks down at every message.',
    fault: { what: 'server_error' },
  },
  {
    id: 'slow',
    label: 'slowness, 4 seconds',
    note: 'Slack takes messages, but slowly.',
    fault: { what: 'slow', ms: 4_000 },
  },
  {
    id: 'reset',
    label: 'a broken connection',
    note: 'Slack hangs up on every message.',
    fault: { what: 'reset' },
  },
]

/** The page's choices, put into a Slack's faults. */
export function switchFaults(faults: Faults): FaultSwitch {
  return {
    choices: CHOICES.map(({ id, label, note }) => ({ id, label, note })),
    chosen: () => faults.active()[0]?.what ?? NO_FAULT,
    choose: (id) => {
      const choice = CHOICES.find((one) => one.id === id)
      if (!choice) return false
      faults.clear()
      if (choice.fault) for (const where of PLACES) faults.set({ where, ...choice.fault })
      return true
    },
  }
}
