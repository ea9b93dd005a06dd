import { expect, test } from 'vitest'
import { parseBody } from '../../../src/slack/transport/parse-body.ts'

const FORM = 'application/x-www-form-urlencoded'
const JSON_TYPE = 'application/json'

test.each([
  ['a command', FORM, 'command=%2Fcrime&text=LE1+1WA', { command: '/crime', text: 'LE1 1WA' }],
  ['a form with a charset', `${FORM}; charset=utf-8`, 'text=%C2%A3', { text: '£' }],
  [
    'an interaction',
    FORM,
    `payload=${encodeURIComponent('{"type":"block_actions"}')}`,
    { type: 'block_actions' },
  ],
  ['an event', JSON_TYPE, '{"type":"event_callback"}', { type: 'event_callback' }],
  ['an event with a charset', `${JSON_TYPE}; charset=utf-8`, '{"a":1}', { a: 1 }],
  ['an event of no type', undefined, '{"a":1}', { a: 1 }],
  ['an empty form', FORM, '', {}],
])('%s', (_, type, body, parsed) => {
  expect({ ...parseBody(type, Buffer.from(body)) }).toEqual(parsed)
})

test.each([
  ['null', JSON_TYPE, 'null'],
  ['a list', JSON_TYPE, '[{}]'],
  ['nothing', JSON_TYPE, ''],
  ['JSON cut short', JSON_TYPE, '{"type":'],
  ['a form called JSON', JSON_TYPE, 'command=%2Fcrime'],
  ['a payload of null', FORM, 'payload=null'],
  ['a payload of null by another spelling', FORM, 'p%61yload=null'],
  ['two payloads', FORM, 'payload=%7B%7D&payload=%7B%7D'],
])('%s is none', (_, type, body) => {
  expect(parseBody(type, Buffer.from(body))).toBeNull()
})
