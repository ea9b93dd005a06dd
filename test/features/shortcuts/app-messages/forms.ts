import {
  type AppMessage,
  actions,
  button,
  context,
  line,
  mrkdwn,
  plain,
  richText,
  run,
  section,
} from './app-message.ts'

/** Answers to forms. Postcodes that nobody sees stand in fallbacks, values and addresses. */
export const forms: readonly AppMessage[] = [
  {
    app: 'Workflow Builder, a form’s answer',
    source: 'slack.com/help/articles/17542172840595',
    message: {
      text: 'New request near M1 1AE',
      subtype: 'bot_message',
      bot_id: 'B01',
      blocks: [
        richText(
          line(run('New request from '), { type: 'user', user_id: 'U01' }, run('\n')),
          line(
            run('Where is it?', { bold: true }),
            run('\nOutside 4 High Street, LE1 '),
            run('1WA', { bold: true }),
          ),
          line(run('Postcode of the office', { bold: true }), run('\nst200ly is what I have, sorry')),
        ),
      ],
    },
    seen: ['LE1 1WA'],
  },
  {
    app: 'Google Forms through Zapier, fields of an attachment',
    source: 'docs.slack.dev/legacy/legacy-messaging/legacy-message-attachments',
    message: {
      text: 'New response to *Street lighting*',
      attachments: [
        {
          id: 1,
          fallback: 'Response 41 from M1 1AE',
          color: '#2EB886',
          title: 'Response 41',
          title_link: 'https://docs.google.com/forms/d/E16AN/viewform',
          fields: [
            { title: 'Name', value: 'Ms O’Neill', short: true },
            { title: 'Your postcode', value: 'le11wa', short: true },
            { title: 'Part number', value: 'B1 8GB', short: true },
          ],
          footer: 'Google Forms',
          ts: 1_767_225_600,
        },
      ],
    },
    seen: ['LE1 1WA'],
  },
  {
    app: 'Typeform',
    source: 'help.typeform.com/hc/en-us/articles/360029251952',
    message: {
      text: '*New submission* on Ward survey',
      attachments: [
        {
          fallback: 'New submission',
          pretext: 'Somebody answered *Ward survey*',
          text: '*What’s your postcode?*\nls1 4ap\n\n*Anything else?*\nParking outside <https://maps.example.com/M11AE|the school on B1 1BB>',
          mrkdwn_in: ['text', 'pretext'],
        },
      ],
    },
    seen: ['LS1 4AP', 'B1 1BB'],
  },
  {
    app: 'Jotform',
    source: 'www.jotform.com/help/slack',
    message: {
      text: 'Jotform: new submission from SW1A 1AA',
      blocks: [
        { type: 'header', text: plain('New submission') },
        section(
          'Report a problem',
          '*Address*\n12 Mill Lane\nLeicester',
          '*Post code:*\n`LE1 1WA`',
          '*Reference*\nE16AN',
        ),
        { type: 'divider' },
        actions(button('Open', 'M11AE'), button('View in Jotform', 'B11BB')),
      ],
    },
    seen: ['LE1 1WA'],
  },
  {
    app: 'SurveyMonkey, an answer as a table',
    source: 'docs.slack.dev/reference/block-kit/blocks/table-block',
    message: {
      text: '2 answers',
      blocks: [
        {
          type: 'table',
          rows: [
            [
              { type: 'raw_text', text: 'Postcode' },
              { type: 'raw_text', text: 'Rating' },
            ],
            [
              { type: 'raw_text', text: 'LE1 1WA' },
              { type: 'raw_number', value: 4, text: '4' },
            ],
            [
              { type: 'rich_text', elements: [line(run('GL50 '), run('1AA', { italic: true }))] },
              { type: 'raw_number', value: 2 },
            ],
          ],
        },
      ],
    },
    seen: ['LE1 1WA', 'GL50 1AA'],
  },
  {
    app: 'Airtable form',
    source: 'support.airtable.com/docs/slack-integration',
    message: {
      text: '',
      attachments: [
        {
          author_name: 'Site visits',
          author_link: 'https://airtable.com/appE16AN',
          title: 'Visit to CF10 1EP',
          title_link: 'https://airtable.com/app/recM11AE',
          fields: [{ title: 'Status', value: 'Booked', short: true }],
          fallback: 'Visit to CF10 1EP and M1 1AE',
        },
      ],
    },
    seen: ['CF10 1EP'],
  },
  {
    app: 'A form kept in the channel, with choices',
    source: 'docs.slack.dev/reference/block-kit/block-elements',
    message: {
      text: 'Choose an office: B1 1BB',
      blocks: [
        {
          type: 'input',
          label: plain('Which office is nearest?'),
          hint: plain('Most people choose LE1 1WA'),
          element: {
            type: 'radio_buttons',
            action_id: 'office',
            options: [
              { text: plain('Head office, EC1A 1BB'), value: 'M11AE' },
              { text: plain('Depot'), value: 'M1 1AE', description: plain('NE1 4ST') },
            ],
          },
        },
        {
          type: 'actions',
          elements: [
            {
              type: 'static_select',
              action_id: 'other',
              placeholder: plain('Another'),
              options: [{ text: plain('Hidden until opened, S1 2HE'), value: '1' }],
            },
            { type: 'overflow', action_id: 'more', options: [{ text: plain('S1 2HE'), value: '1' }] },
          ],
        },
      ],
    },
    seen: ['LE1 1WA', 'EC1A 1BB', 'NE1 4ST'],
  },
  {
    app: 'HubSpot contact',
    source: 'knowledge.hubspot.com/integrations/use-the-hubspot-slack-integration',
    message: {
      text: 'A form was submitted by someone in M1 1AE',
      blocks: [
        section('*<https://app.hubspot.com/contacts/1/E16AN|Priya Shah>* submitted *Callback*'),
        {
          type: 'section',
          fields: [mrkdwn('*Postal code*\nbs11aa'), mrkdwn('*Phone*\n0117 496 0000')],
          accessory: {
            type: 'image',
            image_url: 'https://example.com/LE11WA.png',
            alt_text: 'Map of LE1 1WA',
          },
        },
        context('Owner: <@U01> · Deal size £1,200'),
      ],
    },
    seen: ['BS1 1AA'],
  },
]
