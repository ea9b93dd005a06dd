/**
 * Where the browser stands: the modal and the Home tab show the same menus and pages, under ids of their own,
 * so that each has its own listeners.
 */
export type Surface = 'incidents' | 'home'

/** The ids of one surface's blocks and elements. They never change while browsing: state hangs on them. */
export const idsOf = (surface: Surface) =>
  ({
    filters: `${surface}.filters`,
    pages: `${surface}.pages`,
    category: `${surface}.category`,
    outcome: `${surface}.outcome`,
    street: `${surface}.street`,
    next: `${surface}.next`,
    previous: `${surface}.previous`,
  }) as const
