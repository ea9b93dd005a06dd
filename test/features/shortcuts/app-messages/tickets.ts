import {
  type AppMessage,
  actions,
  button,
  context,
  line,
  plain,
  richText,
  run,
  section,
} from './app-message.ts'

/** Tickets, incidents and sales. */
export const tickets: readonly AppMessage[] = [
  {
    app: 'Zendesk',
    source: 'support.zendesk.com/hc/en-us/articles/4408846805146',
    message: {
      text: 'Ticket #4821 from M1 3BB',
      attachments: [
        {
          color: '#03363D',
          fallback: '[Ticket 4821] M1 1AE',
          blocks: [
            section('*<https://example.zendesk.com/agent/tickets/4821|#4821 Broken gate>*'),
            section(
              'The gate at the back of LE1 1WA was forced on Sunday.\n&gt; See also LE2 0QB &amp; LE2 0QD',
            ),
            context('Requester: sam@example.com', 'Priority: High'),
            actions(button('Take it', 'E16AN')),
          ],
        },
      ],
    },
    seen: ['M1 3BB', 'LE1 1WA', 'LE2 0QB', 'LE2 0QD'],
  },
  {
    app: 'Jira Cloud',
    source: 'support.atlassian.com/jira-software-cloud/docs/use-jira-cloud-for-slack',
    message: {
      text: '',
      blocks: [
        section('<@U01> created a *Task*'),
        section(
          '*<https://example.atlassian.net/browse/E1-6AN|OPS-112 Survey at SW1A 1AA>*',
          'Status: *To Do*',
          'Assignee: *Sam*',
        ),
        context('Commit e16an on branch m1-1ae'),
      ],
    },
    seen: ['SW1A 1AA'],
  },
  {
    app: 'PagerDuty',
    source: 'support.pagerduty.com/main/docs/slack-user-guide',
    message: {
      text: 'Triggered: door sensor',
      attachments: [
        {
          color: '#CC0000',
          blocks: [
            section('*Triggered* Door sensor 7, store at `NG1 5FT`'),
            context('Key *srv-E1:6AN* on host m1 1ae4'),
            actions(button('Acknowledge', 'B11BB'), button('Resolve', 'LS14AP')),
          ],
          fallback: 'Triggered at B1 1BB',
        },
      ],
    },
    seen: ['NG1 5FT'],
  },
  {
    app: 'ServiceNow, a card of old',
    source: 'docs.slack.dev/legacy/legacy-messaging/legacy-message-attachments',
    message: {
      text: 'INC0010023 was assigned to you',
      attachments: [
        {
          title: 'INC0010023',
          title_link: 'https://example.service-now.com/M11AE',
          text: 'Laptop stolen from a car.',
          fields: [
            { title: 'Location', value: 'Unit 3, Dock Road, Cardiff CF10 5AL', short: false },
            { title: 'Postcode', value: 'CF10 5AL', short: true },
          ],
          actions: [{ name: 'open', text: 'Open near B1 1BB', type: 'button', value: 'E16AN' }],
        },
      ],
    },
    seen: ['CF10 5AL', 'B1 1BB'],
  },
  {
    app: 'Freshdesk',
    source: 'support.freshdesk.com/support/solutions/articles/206103',
    message: {
      text: 'New ticket: <https://example.freshdesk.com/a/tickets/77|No lights on Station Road, YO24 1AB>',
      attachments: [{ fallback: 'New ticket', text: '*Group*: Facilities', mrkdwn_in: ['text'] }],
    },
    seen: ['YO24 1AB'],
  },
  {
    app: 'Intercom conversation',
    source: 'www.intercom.com/help/en/articles/162-how-to-set-up-slack',
    message: {
      text: 'New message',
      blocks: [
        richText(
          line(run('Anna wrote:')),
          {
            type: 'rich_text_quote',
            elements: [
              run('We moved from BS1 1AA to '),
              { type: 'link', url: 'https://example.com/M11AE', text: 'PL4 8AA' },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              line(run('Flat 2')),
              line(run('near '), { type: 'link', url: 'https://example.com/E16AN' }),
            ],
          },
          { type: 'rich_text_preformatted', elements: [run('GET /places/LS14AP 200')] },
        ),
      ],
    },
    seen: ['BS1 1AA', 'PL4 8AA'],
  },
  {
    app: 'Stripe payment',
    source: 'docs.stripe.com/slack',
    message: {
      text: 'Payment of £42.00 from M1 1AE',
      blocks: [
        section('*Payment of £42.00*', '*Customer*\nPriya', '*ZIP*\nEX1 1GE', '*Id*\npi_3E16AN'),
        context('livemode · v1 8GB'),
      ],
    },
    seen: ['EX1 1GE'],
  },
  {
    app: 'Salesforce lead',
    source: 'help.salesforce.com/s/articleView?id=sf.slack',
    message: {
      text: 'Lead',
      attachments: [
        {
          pretext: 'A lead changed hands at <https://example.my.salesforce.com/M11AE>',
          author_name: 'Salesforce',
          title: 'Northern Bakery',
          fields: [
            { title: 'Street', value: '5 Quay Street' },
            { title: 'City', value: 'Newcastle upon Tyne' },
            { title: 'Zip/Postal Code', value: 'NE1 3DX' },
          ],
          image_url: 'https://example.com/LE11WA.png',
          footer: 'Territory: E1 6AN',
        },
      ],
    },
    seen: ['NE1 3DX', 'E1 6AN'],
  },
  {
    app: 'A bot’s task list',
    source: 'docs.slack.dev/reference/block-kit/blocks/plan-block',
    message: {
      text: 'Plan for B1 1BB',
      blocks: [
        {
          type: 'plan',
          title: 'Plan for Friday',
          tasks: [
            {
              type: 'task_card',
              task_id: 'E16AN',
              title: 'Visit the site',
              status: 'pending',
              details: richText(line(run('Meet at OX1 '), run('1BX', { bold: true }))),
              sources: [{ type: 'url', url: 'https://example.com/M11AE', text: 'Plan of SN1 1AA' }],
            },
          ],
        },
        {
          type: 'actions',
          elements: [
            {
              type: 'checkboxes',
              action_id: 'done',
              options: [{ text: plain('Called RG1 1AF'), value: '1' }],
            },
          ],
        },
      ],
    },
    seen: ['OX1 1BX', 'SN1 1AA', 'RG1 1AF'],
  },
]
