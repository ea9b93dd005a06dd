import { useMemo, useRef } from 'react'
import type { Choice, Delivered, ShownView, Submitted } from '../../snapshot.ts'
import { type Asked, deliveryTrouble, post } from '../api-client.ts'
import type { Press } from '../blocks/block-action.ts'
import type { ViewUse } from '../elements/element-state.ts'

/**
 * What a person can do with a view. What was filled in reaches Slack before anything else that is done, in the order it was
 * typed; presses do not wait for one another.
 */
export function useViewDeeds(view: ShownView, user: string) {
  const filling = useRef<Promise<unknown>>(Promise.resolve())
  const use: ViewUse = useMemo(() => {
    const here = { user, viewId: view.id }
    return {
      view,
      fill: async (filled) => {
        const turn = filling.current.then(() => post('/fill', { ...here, ...filled }))
        filling.current = turn
        return refusalIn(await turn)
      },
      suggest: async (sought) => {
        await filling.current
        return post<readonly Choice[]>('/suggest', { ...here, ...sought })
      },
    }
  }, [user, view])
  const press: Press = async ({ ts: _, ...what }) => {
    await filling.current
    return troubleIn(await post<Delivered>('/act', { user, viewId: view.id, ...what }))
  }
  const submit = async () => {
    await filling.current
    return troubleIn(await post<Submitted>('/submit', { user }))
  }
  const close = async () => refusalIn(await post('/close', { user }))
  return { use, press, submit, close }
}

function refusalIn(asked: Asked<unknown>): string | undefined {
  return 'refusal' in asked ? asked.refusal : undefined
}

function troubleIn(asked: Asked<Submitted>): string | undefined {
  if ('refusal' in asked) return asked.refusal
  return asked.answer.outcome === 'incomplete' ? undefined : deliveryTrouble(asked.answer)
}
