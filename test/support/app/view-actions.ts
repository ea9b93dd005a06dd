import type { View } from '../../../playground/slack/slack.ts'
import { buttons, read } from '../read-message.ts'
import { priya, type Running } from '../street-crime.ts'

/** What a person reads in a view. */
export const wordsOf = ({ blocks }: View): string => read({ text: '', blocks })

/** A view's buttons, as they are labelled. */
export const labelsOf = ({ blocks }: View): string[] => buttons({ text: '', blocks })

type ViewAction = { readonly actionId: string; readonly value?: string; readonly blockId?: string }

/** What one person does in views, each action waiting for the view with these words that it leads to. */
export const viewActions = ({ slack, places }: Running, type: View['type'], user = priya.user) => {
  const shows = (words: string): Promise<View> =>
    slack.nextView((view, whose) => view.type === type && whose === user && wordsOf(view).includes(words))
  const act = async (action: ViewAction, words: string): Promise<View> => {
    const shown = shows(words)
    await slack.act({ user, ...action })
    return shown
  }
  /** Searches a street and chooses the first that is found. */
  const street = async (actionId: string, query: string, words: string): Promise<View> => {
    const [found] = await slack.suggest({ user, actionId, query })
    if (found === undefined) throw new Error(`no street is found for ${query}`)
    return act({ actionId, value: found.value }, words)
  }
  const openHome = async (words: string): Promise<View> => {
    const shown = shows(words)
    await slack.openHome({ user })
    return shown
  }
  const owner = { teamId: slack.workspace.id, userId: user }
  return { shows, act, street, openHome, owner, saved: () => places.of(owner) }
}

/** Settles once so many Homes have been published from now on. */
export const homesPublished = (slack: Running['slack'], times: number): Promise<void> =>
  new Promise((resolve) => {
    let left = times
    const off = slack.on((change) => {
      if (change.kind !== 'view' || change.what !== 'updated' || change.view.type !== 'home') return
      left -= 1
      if (left > 0) return
      off()
      resolve()
    })
  })
