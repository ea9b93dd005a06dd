import {
  cannotAnswerThere,
  onlyForMembers,
  shared,
  shareQuestion,
  welcome,
} from '../../../src/features/conversation/messages.ts'
import { read } from '../../../src/reading/reading.ts'
import { type Example, messageExamples } from './example.ts'

const MENTION = '@Street Crime '

/** Mentions of the app, and its conversation with a person; reports look there as they do behind /crime. */
export const conversationExamples: readonly Example[] = messageExamples('conversation', {
  greeting: ['“hello”, in the conversation with the app', welcome(''), 'direct message'],
  'greeting-in-channel': ['@Street Crime, and nothing else', welcome(MENTION)],
  'share-question': ['@Street Crime share LE1 1WA', shareQuestion(read('LE1 1WA'), false)],
  'share-question-in-thread': [
    '@Street Crime LE1 1WA vs B1 1BB everyone, in a thread',
    shareQuestion(read('LE1 1WA vs B1 1BB'), true),
  ],
  shared: ['Share is pressed: the question gives way', shared(), 'replaces'],
  'not-a-member': [
    'The app left the channel before it could answer a mention',
    cannotAnswerThere(true),
    'direct message',
  ],
  'not-allowed': ['Slack lets no app answer there', cannotAnswerThere(false), 'direct message'],
  'other-workspace': [
    '@Street Crime alert LE1 1WA, by somebody of another workspace in a shared channel',
    onlyForMembers(),
  ],
})
