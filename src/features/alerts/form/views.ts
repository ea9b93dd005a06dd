import type { ModalView } from '@slack/types'
import { CATEGORIES } from '../../../crime/category.ts'
import type { Postcode } from '../../../crime/postcode.ts'
import { lookingUp } from '../../../report/notices.ts'
import { type Block, context, type Message, paragraph, span } from '../../../slack/ui/blocks.ts'
import { multiMenu } from '../../../slack/ui/elements.ts'
import { mrkdwn } from '../../../slack/ui/mrkdwn.ts'
import { channelMenu, checkbox, dayPicker, field, modal, textField } from '../../../slack/ui/views.ts'
import { type Alert, isPersonal } from '../alert.ts'
import { FIELDS, type Form, packMetadata } from './form.ts'

/** The callback ids of the modals that are submitted. */
export const CALLBACKS = { form: 'alert.form', stop: 'alert.stop' } as const

const WHAT_IT_IS =
  'when the police publish new figures for this place, about once a month. It covers the categories you choose.'

const SHARED = mrkdwn`Anyone in the channel can change or stop it with ${{ mrkdwn: '`/crime alerts`' }}.`
const SEEN = mrkdwn`Everyone in the channel will see that you set it up. ${SHARED}`

const fieldsOf = (form: Form): Block[] => [
  textField('Postcode', FIELDS.postcode, 'For example, LE1 1WA', { initial: form.postcode }),
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
export const loadingView = (postcode: Postcode): ModalView =>
  plainView([
    ...lookingUp(postcode).blocks,
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
  const text = `${personal ? 'You' : 'The channel'} won’t get new figures for ${alert.postcode} any more.`
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
