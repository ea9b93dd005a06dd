import { expect, it } from 'vitest'
import { migrateOnce } from '../../database/support/open.ts'
import { onBoth } from '../../database/support/places.ts'
import { program } from '../../database/support/program.ts'

onBoth((placeOf) => {
  it('a database loads the one driver it needs, and leaves nothing that keeps a process alive', async () => {
    await migrateOnce(placeOf())
    const { ended } = program('use-and-close.ts', placeOf())
    const { code, lines } = await ended
    expect({ code, lines }).toEqual({ code: 0, lines: ['{"ok":true,"value":1}', placeOf().kind] })
  })
})
