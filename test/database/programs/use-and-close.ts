import { registerHooks } from 'node:module'
import { createDatabase } from '../../../src/database/database.ts'
import { givenPlace, say, silentLog } from './place.ts'

// Uses the database once and closes it; says the answer and which driver was loaded. Ends by itself, or hangs.

const DRIVERS: Record<string, string> = { pg: 'postgres', '@electric-sql/pglite': 'pglite' }
const loaded = new Set<string>()
registerHooks({
  resolve: (specifier, context, next) => {
    const driver = DRIVERS[specifier]
    if (driver !== undefined) loaded.add(driver)
    return next(specifier, context)
  },
})

const database = createDatabase({ config: givenPlace(), log: silentLog, onFatal: say })
database.open()
await database.ready()
say(JSON.stringify(await database.use(() => Promise.resolve(1))))
await database.close()
say([...loaded].join())
