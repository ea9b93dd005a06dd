import { type RefObject, useEffect, useRef } from 'react'

/** Within this many pixels of the end, a reader counts as following the conversation. */
const NEAR_END = 120

export type Following = {
  list: RefObject<HTMLElement | null>
  /** To be called as the list scrolls: a reader who goes back is left in peace. */
  scrolled(): void
  /** Goes to the end and stays there. */
  follow(): void
}

/** Keeps a list at its end while its reader is there, when it grows as well as when its frame changes. */
export function useFollowing(): Following {
  const list = useRef<HTMLElement>(null)
  const following = useRef(true)
  const toEnd = () => {
    if (following.current) list.current?.scrollTo(0, list.current.scrollHeight)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: one observer for the life of the list
  useEffect(() => {
    const observer = new ResizeObserver(toEnd)
    for (const part of [list.current, ...(list.current?.children ?? [])]) if (part) observer.observe(part)
    return () => observer.disconnect()
  }, [])
  return {
    list,
    scrolled: () => {
      const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = list.current ?? {}
      following.current = scrollHeight - scrollTop - clientHeight < NEAR_END
    },
    follow: () => {
      following.current = true
      toEnd()
    },
  }
}
