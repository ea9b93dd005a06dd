import { createDatabase } from '../../../src/database/database.ts'
import { givenPlace, say, silentLog } from './place.ts'

// Opens the database and keeps it until its input ends, as an app would; exits 1 with the reason if it cannot.

const refuse = (reason: string): never => {
  say(reason)
  process.exit(1)
}
const database = createDatabase({ config: givenPlace(), log: silentLog, onFatal: refuse })
database.open()
await database.ready()
say('ready')
process.stdin.on('end', () => void database.close()).resume()
