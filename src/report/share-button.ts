import type { Button } from '@slack/types'
import type { ReportQuery } from '../crime/report-query.ts'
import { button } from '../slack/ui/elements.ts'
import type { PressQuery } from './failure-message.ts'

/** Asks once before something becomes public. `what` is what everyone will see: "these figures". */
export const shareButton = (query: ReportQuery, press: PressQuery, what: string): Button =>
  button('Share to channel', press(query), {
    question: {
      title: 'Share with this channel?',
      text: `Everyone here will see ${what} for ${query.postcode}, and that you shared it.`,
      confirm: 'Share',
      deny: 'Cancel',
    },
  })
