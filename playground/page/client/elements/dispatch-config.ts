import type { SentBlock } from '../../snapshot.ts'

/** Whether a text input of a dispatching block tells the app on Enter, or of each letter. Enter is Slack's default. */
export function tellsOn(
  { dispatch_action_config: config, multiline }: SentBlock,
  when: 'on_enter_pressed' | 'on_character_entered',
): boolean {
  const { trigger_actions_on: triggers }: { trigger_actions_on?: unknown } = Object(config)
  if (when === 'on_enter_pressed' && multiline === true) return false
  return Array.isArray(triggers) ? triggers.includes(when) : when === 'on_enter_pressed'
}
