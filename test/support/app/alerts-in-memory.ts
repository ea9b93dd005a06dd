import { isKnownCategory } from '../../../src/crime/category.ts'
import { isDay } from '../../../src/crime/dates.ts'
import { parsePostcode } from '../../../src/crime/postcode.ts'
import {
  type Alert,
  type AlertChoice,
  type Baseline,
  MAX_IN_CHANNEL,
  MAX_IN_WORKSPACE,
} from '../../../src/features/alerts/alert.ts'
import type { AlertRepository } from '../../../src/features/alerts/store/alert-repository.ts'
import { failed, success } from '../../../src/lib/result.ts'
import type { Owner, Workspace } from '../../../src/slack/identity.ts'
import { FETCHED_AT } from '../incidents.ts'

const same = (a: Workspace, b: Workspace): boolean => a.teamId === b.teamId

/** Throws for a choice that the app never makes: a mistake of the caller. */
const check = ({ channelId, postcode, categories, pausedUntil }: AlertChoice): void => {
  const read = parsePostcode(postcode)
  const valid =
    /^[CGUW][A-Z0-9]+$/.test(channelId) &&
    read.ok &&
    read.value === postcode &&
    categories.every(isKnownCategory) &&
    new Set(categories).size === categories.length &&
    (pausedUntil === null || isDay(pausedUntil))
  if (!valid) throw new Error(`no such choice: ${channelId} ${postcode} ${categories} ${pausedUntil}`)
}

const startFrom = (baseline: Baseline): Pick<Alert, 'announced' | 'waitingSince'> =>
  baseline === 'figures missing'
    ? { announced: null, waitingSince: FETCHED_AT }
    : { announced: baseline, waitingSince: null }

const inOrder = (a: Alert, b: Alert): number =>
  a.channelId.localeCompare(b.channelId) || a.postcode.localeCompare(b.postcode)

/** Alerts without a database, as strict as one; `put` changes one from outside. */
export const alertsInMemory = () => {
  const kept = new Map<string, Alert>()
  let isAvailable = true
  let ids = 0
  const all = (): Alert[] => [...kept.values()].sort(inOrder)
  const of = (workspace: Workspace): Alert[] => all().filter((it) => same(it.workspace, workspace))
  const inChannel = (workspace: Workspace, channelId: string): Alert[] =>
    of(workspace).filter((it) => it.channelId === channelId)
  const one = (workspace: Workspace, id: string): Alert | null => {
    const alert = kept.get(id)
    return alert !== undefined && same(alert.workspace, workspace) ? alert : null
  }
  const at = (workspace: Workspace, { channelId, postcode }: Pick<AlertChoice, 'channelId' | 'postcode'>) =>
    of(workspace).find((it) => it.channelId === channelId && it.postcode === postcode) ?? null
  const put = (alert: Alert): Alert => {
    kept.set(alert.id, alert)
    return alert
  }
  const answer = async <Value>(work: () => Value) =>
    isAvailable ? success(work()) : failed('unavailable' as const)

  const create = (
    { teamId, userId }: Parameters<AlertRepository['create']>[0],
    choice: AlertChoice,
    baseline: Baseline,
  ) => {
    check(choice)
    const workspace = { teamId }
    const existing = at(workspace, choice)
    if (existing !== null) return { kind: 'already-exists', alert: existing } as const
    if (inChannel(workspace, choice.channelId).length >= MAX_IN_CHANNEL)
      return { kind: 'channel-full' } as const
    if (of(workspace).length >= MAX_IN_WORKSPACE) return { kind: 'workspace-full' } as const
    ids += 1
    const id = `a${ids}`
    const started = { ...startFrom(baseline), hasPosted: false, ended: null }
    const alert = put({ ...choice, ...started, id, workspace, setBy: userId })
    return { kind: 'set-up', alert } as const
  }

  const change = (workspace: Workspace, id: string, choice: AlertChoice, baseline: Baseline) => {
    check(choice)
    const old = one(workspace, id)
    if (old === null) return { kind: 'gone' } as const
    const existing = at(workspace, choice)
    if (existing !== null && existing.id !== id) return { kind: 'already-exists', alert: existing } as const
    if (choice.channelId !== old.channelId && inChannel(workspace, choice.channelId).length >= MAX_IN_CHANNEL)
      return { kind: 'channel-full' } as const
    const elsewhere = choice.postcode === old.postcode ? {} : { ...startFrom(baseline), hasPosted: false }
    const reactivated = choice.channelId === old.channelId ? {} : { ended: null }
    return { kind: 'changed', alert: put({ ...old, ...choice, ...elsewhere, ...reactivated }) } as const
  }

  const alerts: AlertRepository = {
    listInChannel: (workspace, channelId) => answer(() => inChannel(workspace, channelId)),
    find: (workspace, id) => answer(() => one(workspace, id)),
    findByPostcode: (workspace, channelId, postcode) => answer(() => at(workspace, { channelId, postcode })),
    create: (owner, choice, baseline) => answer(() => create(owner, choice, baseline)),
    change: (workspace, id, choice, baseline) => answer(() => change(workspace, id, choice, baseline)),
    restore: (before) =>
      answer(() => {
        const taken = at(before.workspace, before)
        if (one(before.workspace, before.id) !== null && (taken === null || taken.id === before.id))
          put(before)
      }),
    resume: (workspace, id) =>
      answer(() => {
        const alert = one(workspace, id)
        return alert === null ? null : put({ ...alert, pausedUntil: null, ended: null })
      }),
    delete: (workspace, id) =>
      answer(() => {
        const alert = one(workspace, id)
        if (alert !== null) kept.delete(id)
        return alert
      }),
  }
  return {
    alerts,
    /** Those that a person set up, as Home reads them. */
    listSetBy: ({ userId, ...workspace }: Owner) =>
      answer(() => of(workspace).filter((it) => it.setBy === userId)),
    all,
    put,
    /** Makes every call fail, or work again. */
    setUnavailable: (unavailable = true) => {
      isAvailable = !unavailable
    },
  }
}
