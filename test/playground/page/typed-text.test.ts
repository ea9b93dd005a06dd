import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unescapeText } from '../../../playground/page/client/blocks/fields.ts'
import { startSlack } from '../../../playground/slack/slack.ts'
import { priya, tokens } from '../slack/bare-app.ts'

test('whatever a person types is read as they typed it', async () => {
  const slack = await startSlack(tokens)
  const parts = fc.constantFrom('&', '<', '>', '&amp;', '&lt;', 'lt;', 'amp;', 'a', ' ')
  fc.assert(
    fc.property(fc.array(parts), (typed) => {
      const text = typed.join('')
      expect(unescapeText(slack.say({ ...priya, text }).text)).toBe(text)
    }),
  )
  await slack.close()
})
