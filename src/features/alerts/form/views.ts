import type { ModalView } from '@slack/types'
import { CATEGORIES } from '../../../crime/category.ts'
import { MAX_NAME_LENGTH, type NamedPlace, placeInWords } from '../../../crime/postcode.ts'
import { lookingUp } from '../../../report/notices.ts'
import {
  actions,
  type Block,
  context,
  type Message,
  paragraph,
  plain,
  span,
} from '../../../slack/ui/blocks.ts'
import { button, multiMenu } from '../../../slack/ui/elements.ts'
import { LIMITS } from '../../../slack/ui/limits.ts'
import { mrkdwn } from '../../../slack/ui/mrkdwn.ts'
import { channelMenu, checkbox, dayPicker, field, modal, textField } from '../../../slack/ui/views.ts'
import { addField } from '../actions.ts'
import { type Alert, isPersonal, MAX_IN_CHANNEL, MAX_MIN_INCIDENTS } from '../alert.ts'
import { placesInWords } from '../format.ts'
import { FIELDS, type Form, MAX_FIELDS, packMetadata, placesField } from './form.ts'

/** The callback ids of the modals that are submitted. */
export const CALLBACKS = { form: 'alert.form', stop: 'alert.stop' } as const

const WHAT_IT_IS =
  'when the police publish new figures for these places, about once a month. It covers the categories you choose.'

const SHARED = mrkdwn`Anyone in the channel can change or stop it with ${{ mrkdwn: '`/crime alerts`' }}.`
const SEEN = mrkdwn`Everyone in the channel will see that you set it up. ${SHARED}`

/** What a field for places takes: docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const MAX_LIST_LENGTH = 3_000

/** Lines in as few fields as they fit. */
export const inFields = (lines: readonly string[]): string[] => {
  const fields: string[] = []
  for (const line of lines) {
    const last = fields.at(-1)
    if (last !== undefined && last.length + line.length < MAX_LIST_LENGTH)
      fields[fields.length - 1] = `${last}\n${line}`
    else fields.push(line)
  }
  return fields.slice(0, MAX_FIELDS)
}

/** A place as it would be typed into the list. */
export const placeLine = ({ postcode, name }: NamedPlace): string =>
  name === null ? postcode : `${postcode} ${name}`

const editedPlace = ({ places: [postcode = ''], name }: Form): Block[] => [
  textField('Postcode', FIELDS.postcode, 'For example, LE1 1WA', { initial: postcode }),
  textField('Name', FIELDS.name, 'For example, Head office', {
    ...{ initial: name ?? '', max: MAX_NAME_LENGTH, optional: true },
  }),
]

const LIST_HINT = `One place per line. You can add its name before or after the postcode. A channel can have ${MAX_IN_CHANNEL} alerts.`

const listedPlaces = ({ places }: Form): Block[] => [
  ...places.map((initial, at) =>
    textField(
      at === 0 ? 'Postcodes' : `More postcodes (${at + 1})`,
      placesField(at),
      'For example, LE1 1WA Head office',
      {
        ...{ initial, max: MAX_LIST_LENGTH, multiline: true },
        ...(at === 0 ? { hint: LIST_HINT } : { optional: true }),
      },
    ),
  ),
  ...(places.length >= MAX_FIELDS
    ? []
    : actions('alert.more-places', [button('Add another field', addField.props(places.length))])),
]

const minField = ({ minIncidents }: Form): Block =>
  field(
    'Minimum number of incidents',
    {
      type: 'number_input',
      action_id: FIELDS.min,
      is_decimal_allowed: false,
      min_value: '1',
      max_value: String(MAX_MIN_INCIDENTS),
      placeholder: plain('Any number', LIMITS.placeholder),
      ...(minIncidents === null ? {} : { initial_value: String(minIncidents) }),
    },
    { optional: true, hint: 'A month with fewer incidents of these categories isn’t posted.' },
  )

const fieldsOf = (form: Form): Block[] => [
  ...(form.id === null ? listedPlaces(form) : editedPlace(form)),
  ...(form.personal
    ? []
    : [
        field('Channel', channelMenu(FIELDS.channel, 'Choose a channel', form.channelId), {
          hint: 'For a private channel, invite @Street Crime there first.',
        }),
      ]),
  field(
    'Only these categories',
    multiMenu(
      FIELDS.categories,
      'All categories',
      CATEGORIES.map(({ slug, name }) => ({ text: name, value: slug })),
      { chosen: form.categories },
    ),
    { optional: true },
  ),
  minField(form),
  field(
    'Details',
    checkbox(FIELDS.thread, { text: 'Add the full figures in a thread', value: 'thread' }, form.inThread),
    { optional: true },
  ),
  field('Paused until', dayPicker(FIELDS.paused, form.pausedUntil, { focus: form.pausing === true }), {
    optional: true,
    hint: 'Posts resume on this date. Leave blank to keep it running.',
  }),
]

/** Sets an alert up or edits it. `note` stands above it, such as why the last attempt failed. */
export const formView = (form: Form, note: Message | null): ModalView =>
  modal(
    {
      callbackId: CALLBACKS.form,
      title: form.pausing === true ? 'Pause this alert' : 'Monthly alert',
      submit: form.id === null ? 'Set up alert' : 'Save',
      close: 'Cancel',
      metadata: packMetadata(form),
    },
    [
      ...(note?.blocks.filter(({ type }) => type !== 'actions') ?? []),
      paragraph(span(`${form.personal ? 'You’ll get a message' : 'The channel gets a post'} ${WHAT_IT_IS}`)),
      ...fieldsOf(form),
      ...(form.personal ? [] : [context(form.id === null ? SEEN : SHARED)]),
    ],
  )

const plainView = (blocks: readonly Block[]): ModalView =>
  modal({ title: 'Monthly alert', metadata: packMetadata({ id: null, personal: false, home: null }) }, blocks)

/** While a slow look-up runs. Where it is closed meanwhile, the result comes as a direct message. */
export const loadingView = (places: readonly NamedPlace[]): ModalView =>
  plainView([
    ...(places.length === 1
      ? lookingUp(...places.map(({ postcode }) => postcode)).blocks
      : [paragraph(span(`Setting up alerts for ${placesInWords(places)} …`))]),
    paragraph(
      span('You can close this. We’ll message you the result in your conversation with Street Crime.'),
    ),
  ])

/** A message in a modal, without its buttons: those act on a channel, which a modal does not know. */
export const resultView = ({ text, blocks }: Message): ModalView => {
  const shown = blocks.filter(({ type }) => type !== 'actions')
  return plainView(shown.length === 0 ? [paragraph(span(text))] : shown)
}

/** Asks before an alert is stopped. */
export const stopView = (alert: Alert, home: string | null, note: Message | null): ModalView => {
  const personal = isPersonal(alert)
  const text = `${personal ? 'You' : 'The channel'} won’t get new figures for ${placeInWords(alert)} any more.`
  return modal(
    {
      callbackId: CALLBACKS.stop,
      title: 'Stop this alert?',
      submit: 'Stop alert',
      close: 'Keep it',
      metadata: packMetadata({ id: alert.id, personal, home }),
    },
    [...(note?.blocks ?? []), paragraph(span(text))],
  )
}
