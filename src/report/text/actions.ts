import { defineAction } from '../../slack/action.ts'
import { packQuery, type Query, unpackQuery } from '../query.ts'

/** Looks up again inside the modal that a report is copied from. */
export const retryText = defineAction<Query>('text.retry', packQuery, unpackQuery)
