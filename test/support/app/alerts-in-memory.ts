import { isKnownCategory } from '../../../src/crime/category.ts'
import { isDay } from '../../../src/crime/dates.ts'
import { parsePostcode } from '../../../src/crime/postcode.ts'
import {
  type Alert,
  type AlertChoice,
  type Baseline,
  keptUnder,
  type SetUp,
} from '../../../src/features/alerts/alert.ts'
import { MAX_IN_CHANNEL, MAX_IN_WORKSPACE } from '../../../src/features/alerts/limits.ts'
import type { AlertRepository } from '../../../src/features/alerts/store/alert-repository.ts'
import { failed, success } from '../../../src/lib/result.ts'
import type { Owner, Workspace } from '../../../src/slack/identity.ts'
import { FETCHED_AT } from '../incidents.ts'

const same = (a: Workspace, b: Workspace): boolean => a.teamId === b.teamId

/** Throws for a choice that the app never makes: a mistake of the caller. */
const check = ({ channelId, postcode, name, categories, pausedUntil }: AlertChoice): void => {
  const read = parsePostcode(postcode)
  const valid =
    /^[CGUW][A-Z0-9]+$/.test(channelId) &&
    read.ok &&
    read.value === postcode &&
    (name === null || (name !== '' && [...name].length <= 40)) &&
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
  const hidden = new Map<string, readonly Alert[]>()
  let isAvailable = true
  let ids = 0
  const nextId = (): string => {
    ids += 1
    return `a${ids}`
  }
  const all = (): Alert[] => [...kept.values()].sort(inOrder)
  const of = (workspace: Workspace): Alert[] => all().filter((it) => same(it.workspace, workspace))
  const inChannel = (workspace: Workspace, channelId: string): Alert[] =>
    of(workspace).filter((it) => it.channelId === channelId)
  const one = (workspace: Workspace, id: string): Alert | null => {
    const alert = kept.get(id)
    return alert !== undefined && same(alert.workspace, workspace) ? alert : null
  }
  const at = (workspace: Workspace, { channelId, postcode }: Pick<AlertChoice, 'channelId' | 'postcode'>) =>
    [...kept.values()].find(
      (it) => same(it.workspace, workspace) && it.channelId === channelId && it.postcode === postcode,
    ) ?? null
  const put = (alert: Alert): Alert => {
    kept.set(alert.id, alert)
    return alert
  }
  const answer = async <Value>(work: () => Value) =>
    isAvailable ? success(work()) : failed('unavailable' as const)

  const setUp = <Choice extends AlertChoice>(
    workspace: Workspace,
    choices: readonly Choice[],
    alertOf: (choice: Choice) => Alert,
  ): SetUp => {
    const existing = choices.flatMap((choice) => at(workspace, choice) ?? [])
    const wanted = choices.filter((choice) => at(workspace, choice) === null)
    const channel = MAX_IN_CHANNEL - inChannel(workspace, choices[0]?.channelId ?? '').length
    const room = Math.max(0, Math.min(channel, MAX_IN_WORKSPACE - of(workspace).length))
    const left = wanted.slice(room)
    const full = channel === room ? 'channel-full' : 'workspace-full'
    const alerts = wanted.slice(0, room).map((choice) => put(alertOf(choice)))
    return { kind: 'set-up', alerts, existing, left, full: left.length === 0 ? null : full }
  }

  const change: AlertRepository['change'] = (workspace, id, choice, baselines) =>
    answer(() => {
      check(choice)
      const old = one(workspace, id)
      if (old === null) return { kind: 'gone' } as const
      const existing = at(workspace, choice)
      if (existing !== null && existing.id !== id) return { kind: 'already-exists', alert: existing } as const
      const moves = choice.channelId !== old.channelId
      if (moves && inChannel(workspace, choice.channelId).length >= MAX_IN_CHANNEL)
        return { kind: 'channel-full' } as const
      const started = startFrom(baselines.get(choice.postcode) ?? null)
      const elsewhere = choice.postcode === old.postcode ? {} : { ...started, hasPosted: false }
      return { kind: 'changed', alert: put({ ...old, ...choice, ...elsewhere, ended: null }) } as const
    })

  const hiddenIn = (workspace: Workspace, batch: string): readonly Alert[] =>
    (hidden.get(batch) ?? []).filter((alert) => same(alert.workspace, workspace))

  const alerts: AlertRepository = {
    listInChannel: (workspace, channelId) => answer(() => inChannel(workspace, channelId)),
    find: (workspace, id) => answer(() => one(workspace, id)),
    findByPostcodes: (workspace, channelId, postcodes) =>
      answer(() => inChannel(workspace, channelId).filter((it) => postcodes.includes(it.postcode))),
    newestMonths: () => answer(() => new Map()),
    create: ({ teamId, userId }, choices, baselines) =>
      answer(() => {
        choices.forEach(check)
        const workspace = { teamId }
        return setUp(workspace, choices, (choice) => ({
          ...choice,
          ...{ id: nextId(), workspace, setBy: userId, postTs: null, hasPosted: false, ended: null },
          ...startFrom(baselines.get(choice.postcode) ?? null),
        }))
      }),
    change,
    resume: (workspace, which) =>
      answer(() =>
        which
          .flatMap((id) => one(workspace, id) ?? [])
          .map((alert) => put({ ...alert, pausedUntil: null, ended: null })),
      ),
    hide: (workspace, which) =>
      answer(() => {
        const batch = `batch-${nextId()}`
        const found = which.flatMap((id) => one(workspace, id) ?? [])
        for (const { id } of found) kept.delete(id)
        hidden.set(batch, found)
        return { batch, alerts: found }
      }),
    keepHidden: ({ teamId, userId }, choices, toChange = null) =>
      answer(() => {
        choices.forEach(check)
        const batch = `batch-${nextId()}`
        hidden.set(
          toChange === null ? batch : keptUnder({ how: 'change', batch, id: toChange }),
          choices.map((choice) => ({
            ...choice,
            ...{
              id: nextId(),
              workspace: { teamId },
              setBy: userId,
              postTs: null,
              hasPosted: false,
              ended: null,
            },
            ...startFrom(null),
          })),
        )
        return batch
      }),
    listHidden: (workspace, batch) => answer(() => hiddenIn(workspace, batch)),
    unhide: (workspace, batch) =>
      answer(() => {
        const result = setUp(workspace, hiddenIn(workspace, batch), (alert) => ({ ...alert, ended: null }))
        hidden.delete(batch)
        return result
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
