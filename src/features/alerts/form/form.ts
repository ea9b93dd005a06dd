import { z } from 'zod'
import { isKnownCategory } from '../../../crime/category.ts'
import { isDay } from '../../../crime/day.ts'
import { parsePostcode } from '../../../crime/postcode.ts'
import { readJson } from '../../../lib/read-json.ts'
import { failed, type Result, success } from '../../../lib/result.ts'
import { words } from '../../../slack/ui/blocks.ts'
import { asPlainText } from '../../../slack/ui/notice.ts'
import type { AlertChoice } from '../alert.ts'
import { notAPlace } from '../messages/parse-error.ts'

/** What a window remembers beside its fields. */
export type Kept = {
  /** The alert it is about; null for a new one. */
  readonly id: string | null
  /** The person is told, so that there is no channel to choose. */
  readonly personal: boolean
  /** The private_metadata of the Home it was opened from, to draw that again; null elsewhere. */
  readonly home: string | null
}

/** A form as it is shown: `channelId` null for the channel in front of the person. */
export type Form = Kept &
  Omit<AlertChoice, 'postcode' | 'channelId'> & {
    readonly channelId: string | null
    readonly postcode: string
    /** Opened to be paused: the day is what to look at. */
    readonly pausing?: boolean
  }

/** The ids of the fields: of each block and its element alike. */
export const FIELDS = {
  channel: 'alert.channel',
  postcode: 'alert.postcode',
  categories: 'alert.categories',
  thread: 'alert.thread',
  paused: 'alert.paused',
} as const

/** What is wrong with which field, to be said beside it. */
export type FieldErrors = Readonly<Record<string, string>>

/** Kept as private_metadata: an id of ours, a fixed word, and what Home packs. */
export const packKept = ({ id, personal, home }: Kept): string =>
  JSON.stringify({
    ...(id === null ? {} : { alert: id }),
    ...(personal ? { personal } : {}),
    ...(home === null ? {} : { home: readJson(home) }),
  })

const kept = z.object({
  alert: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/)
    .optional(),
  personal: z.boolean().optional(),
  home: z.object({}).loose().optional(),
})

/** The other way round; null for what this version did not write. */
export const unpackKept = (metadata: string): Kept | null => {
  const read = kept.safeParse(readJson(metadata))
  if (!read.success) return null
  const { alert = null, personal = false, home } = read.data
  return { id: alert, personal, home: home === undefined ? null : JSON.stringify(home) }
}

const held = z.object({
  value: z.string().nullish(),
  selected_conversation: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_options: z.array(z.object({ value: z.string().optional() })).nullish(),
})

/** As much of a submitted view as a form reads. */
export type SubmittedView = {
  readonly private_metadata: string
  readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
}

const PAST = 'That day is not after today. Choose a later one, or leave it empty to pause nothing.'

const problemsOf = (
  postcode: ReturnType<typeof parsePostcode>,
  channelId: string | null | undefined,
  pausedUntil: string | null,
  today: string,
): FieldErrors => ({
  ...(postcode.ok
    ? {}
    : { [FIELDS.postcode]: asPlainText(notAPlace(postcode.failure, [words('LE1 1WA.')])) }),
  ...(channelId ? {} : { [FIELDS.channel]: 'Choose a channel.' }),
  ...(pausedUntil !== null && (!isDay(pausedUntil) || pausedUntil <= today) ? { [FIELDS.paused]: PAST } : {}),
})

/**
 * What was chosen, or what is wrong beside which field. `today` is the day in London; `userId` who is told by a
 * personal alert.
 */
export const readForm = (
  { state: { values } }: SubmittedView,
  { personal }: Kept,
  userId: string,
  today: string,
): Result<AlertChoice, FieldErrors> => {
  const of = (id: string) => held.safeParse(values[id]?.[id]).data
  const postcode = parsePostcode(of(FIELDS.postcode)?.value ?? '')
  const channelId = personal ? userId : of(FIELDS.channel)?.selected_conversation
  const pausedUntil = of(FIELDS.paused)?.selected_date ?? null
  const problems = problemsOf(postcode, channelId, pausedUntil, today)
  if (!postcode.ok || !channelId || Object.keys(problems).length > 0) return failed(problems)
  const slugs = (of(FIELDS.categories)?.selected_options ?? []).flatMap(({ value }) => value ?? [])
  return success({
    channelId,
    postcode: postcode.value,
    categories: slugs.filter(isKnownCategory),
    inThread: (of(FIELDS.thread)?.selected_options ?? []).length > 0,
    pausedUntil,
  })
}
