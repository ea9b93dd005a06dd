// Small pieces of Block Kit for the tests of the block rules, each valid as it stands.

type Part = Readonly<Record<string, unknown>>

export const long = (n: number): string => 'x'.repeat(n)
export const times = <T>(n: number, item: T): T[] => Array.from({ length: n }, () => item)

export const plain = (text: string) => ({ type: 'plain_text', text })
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })

export const button = (over: Part = {}) => ({ type: 'button', action_id: 'a', text: plain('x'), ...over })
export const buttons = (n: number) => Array.from({ length: n }, (_, at) => button({ action_id: `a${at}` }))
export const actions = (...elements: Part[]) => [{ type: 'actions', elements }]
export const confirm = (over: Part) => ({ title: plain('x'), text: plain('x'), ...over })
export const option = (over: Part = {}) => ({ text: plain('x'), value: 'x', ...over })
export const select = (options: Part[]) => ({ type: 'static_select', options })

export const line = (...elements: Part[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})
export const code = (part: string | Part) => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_preformatted',
      elements: [typeof part === 'string' ? { type: 'text', text: part } : part],
    },
  ],
})

const cell = (text: string) => ({ type: 'raw_text', text })
export const table = (rows: string[][]) => ({ type: 'table', rows: rows.map((row) => row.map(cell)) })
export const dataTable = (rows: string[][]) => ({ ...table(rows), type: 'data_table', caption: 'x' })

const numbered = (n: number): string[] => Array.from({ length: n }, (_, at) => `x${at}`)

export const chart = (part: Part) => ({ type: 'data_visualization', title: 'x', chart: part })
export const slices = (...given: Part[]) => ({
  type: 'pie',
  segments: given.map((one) => ({ label: 'x', value: 1, ...one })),
})
export const plot = (names: string[], categories: string[], labels: string[]) => ({
  type: 'bar',
  series: names.map((name) => ({ name, data: labels.map((label) => ({ label, value: 1 })) })),
  axis_config: { categories },
})
export const pie = (n: number, label = 'x') => chart(slices(...times(n, { label })))
export const bars = (series: number, points: number) =>
  chart(plot(numbered(series), numbered(points), numbered(points)))
export const container = (child_blocks: Part[]) => ({ type: 'container', title: plain('x'), child_blocks })

/** A report in the shape the app gives it. */
export const report = [
  { type: 'header', text: { ...plain('Street crime near SW1A 1AA'), emoji: false } },
  {
    type: 'context',
    elements: [{ ...mrkdwn('*12 incidents* in *May 2026*, the latest published'), verbatim: true }],
  },
  code('Burglary   7  58%  ━━━━━━━━━━━━━━━━\nRobbery    5  42%  ━━━━━━━━━━━'),
  line(
    { type: 'text', text: 'Outcomes', style: { bold: true } },
    { type: 'text', text: '\n12 Under investigation, ' },
    { type: 'date', timestamp: 1794837720, format: '{time}', fallback: '14:02 UTC' },
  ),
  {
    type: 'actions',
    block_id: 'report',
    elements: [
      button({ action_id: 'open', value: 'SW1A 1AA', style: 'primary' }),
      button({ action_id: 'share', confirm: confirm({ confirm: plain('Share'), deny: plain('Cancel') }) }),
    ],
  },
  { type: 'context', elements: [mrkdwn('Fetched at <!date^1794837720^{time}|14:02 UTC>.')] },
]

export const video = {
  type: 'video',
  alt_text: 'x',
  title: plain('x'),
  video_url: 'https://example.org/video',
  thumbnail_url: 'https://example.org/thumbnail',
}
export const task = { type: 'task_card', task_id: 't1', title: 'x', status: 'in_progress' }
export const workflowButton = {
  type: 'workflow_button',
  action_id: 'start',
  text: plain('Start'),
  workflow: { trigger: { url: 'https://slack.com/shortcuts/Ft1/xyz' } },
}
