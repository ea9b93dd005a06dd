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

/** Feeds, previews of links, calendars, files, and messages that are passed on. */
export const feedsAndCalendars: readonly AppMessage[] = [
  {
    app: 'RSS, an item with its preview',
    source: 'slack.com/help/articles/218688467',
    message: {
      text: '<https://news.example.com/2026/M11AE.html|Break-ins on High Street, LE1 1WA>',
      bot_id: 'B02',
      attachments: [
        {
          id: 1,
          service_name: 'Leicester News',
          service_icon: 'https://news.example.com/E16AN.ico',
          title: 'Break-ins on High Street',
          title_link: 'https://news.example.com/2026/M11AE.html',
          text: 'Police were called to shops in LE1 and to LE2 7LX on Friday.',
          fallback: 'Leicester News: B1 1BB',
          from_url: 'https://news.example.com/2026/M11AE.html',
        },
      ],
    },
    seen: ['LE1 1WA', 'LE2 7LX'],
  },
  {
    app: 'RSS, an item that is only a fallback',
    source: 'docs.slack.dev/legacy/legacy-messaging/legacy-message-attachments',
    message: {
      text: '',
      attachments: [{ id: 1, fallback: 'Road closed near <https://example.com|NN1 1DE>', color: '36a64f' }],
    },
    seen: ['NN1 1DE'],
  },
  {
    app: 'Google Calendar, an event that begins',
    source: 'slack.com/help/articles/206329808',
    message: {
      text: 'Site visit starts in 10 minutes at M1 1AE',
      blocks: [
        section('*Site visit*\n<!date^1767225600^{time}|9:00> – <!date^1767229200^{time}|10:00>'),
        section('*Where*\nTown Hall, Albert Square, M2 5DB'),
        context('3 guests · calendar id E16AN'),
        actions(button('Yes', 'B11BB'), button('Maybe', 'LS14AP')),
      ],
    },
    seen: ['M2 5DB'],
  },
  {
    app: 'Outlook Calendar',
    source: 'slack.com/help/articles/360001622187',
    message: {
      text: '',
      attachments: [
        {
          fallback: 'Residents’ meeting',
          title: 'Residents’ meeting',
          fields: [
            { title: 'When', value: 'Mon 1st, 7:30pm', short: true },
            {
              title: 'Where',
              value: '<https://maps.example.com/?q=E16AN|Village Hall ST20 0LY>',
              short: true,
            },
          ],
        },
      ],
    },
    seen: ['ST20 0LY'],
  },
  {
    app: 'Calendly',
    source: 'help.calendly.com/hc/en-us/articles/14062226428311',
    message: {
      text: 'New event booked',
      blocks: [
        { type: 'header', text: plain('New event booked &amp; confirmed') },
        {
          type: 'markdown',
          text: '**Location:** [Café on Quay Street, BS1 6TY](https://maps.example.com/M11AE)\n\nsee https://calendly.com/E16AN',
        },
      ],
    },
    seen: ['BS1 6TY'],
  },
  {
    app: 'A preview of another message',
    source: 'docs.slack.dev/messaging/unfurling-links-in-messages',
    message: {
      text: 'See <https://example.slack.com/archives/C01/p1767225600000100>',
      blocks: [
        richText(
          line(run('See '), {
            type: 'link',
            url: 'https://example.slack.com/archives/C01/p1767225600000100',
          }),
        ),
      ],
      attachments: [
        {
          is_msg_unfurl: true,
          author_name: 'Sam',
          text: 'near M1 1AE, as text for old clients',
          fallback: '[1 January] Sam: near M1 1AE',
          message_blocks: [
            {
              team: 'T01',
              channel: 'C01',
              ts: '1767225600.000100',
              message: { blocks: [richText(line(run('Bike taken near L1 8JQ')))] },
            },
          ],
          footer: 'Posted in #neighbourhood',
        },
      ],
    },
    seen: ['L1 8JQ'],
  },
  {
    app: 'Files, with a line above',
    source: 'docs.slack.dev/reference/objects/file-object',
    message: {
      text: 'minutes attached',
      subtype: 'file_share',
      files: [
        {
          id: 'F01',
          name: 'E16AN.pdf',
          title: 'Minutes for HU1 2AA',
          permalink: 'https://example.slack.com/files/M11AE',
        },
        { id: 'F02', name: 'Plan LE1 1WA.png', title: '', mimetype: 'image/png' },
      ],
    },
    seen: ['HU1 2AA', 'LE1 1WA'],
  },
  {
    app: 'A video and a card',
    source: 'docs.slack.dev/reference/block-kit/blocks/video-block',
    message: {
      text: 'Watch: M1 1AE',
      blocks: [
        {
          type: 'video',
          title: plain('A walk through CB2 1TN'),
          description: plain('From the station to CB1 2JW'),
          author_name: 'Street Films',
          provider_name: 'YouTube',
          title_url: 'https://youtube.com/watch?v=E16AN',
          video_url: 'https://youtube.com/embed/E16AN',
          thumbnail_url: 'https://example.com/B11BB.png',
          alt_text: 'A street near B1 1BB',
        },
        {
          type: 'carousel',
          elements: [
            {
              type: 'card',
              title: plain('House'),
              subtitle: plain('£300,000'),
              body: plain('At PO1 2EG'),
              hero_image: { type: 'image', image_url: 'https://example.com/M11AE.png', alt_text: 'M1 1AE' },
            },
          ],
        },
      ],
    },
    seen: ['CB2 1TN', 'CB1 2JW', 'PO1 2EG'],
  },
]
