import { expect, test } from 'vitest'
import { checkMessage } from '../../playground/slack/block-rules/block-rules.ts'
import { installationsUnavailable, notInstalled } from '../../src/workspaces/messages.ts'
import { failurePage, installedPage, organisationPage } from '../../src/workspaces/pages.ts'
import { expectGolden, expectNoOtherGolden } from '../support/golden.ts'
import { NO_PAGES, PAGES } from '../support/own-pages.ts'

const URL = 'https://crime.example.com'
const installed = { name: 'Harbour', appId: 'A1', teamId: 'T1', organisationUrl: null }
const organisation = {
  ...installed,
  name: 'County Council',
  teamId: '',
  organisationUrl: 'https://county.example/',
}

test.each([
  ['not-installed', notInstalled(URL)],
  ['unavailable', installationsUnavailable()],
])('the message %s is as it was agreed, and Slack takes it', (name, message) => {
  expectGolden(`workspaces/${name}`, message)
  expect(checkMessage(message)).toEqual([])
})

test.each([
  ['page-installed', installedPage(installed, PAGES)],
  ['page-organisation', organisationPage(organisation, NO_PAGES)],
  ['page-cancelled', failurePage('cancelled', URL, NO_PAGES)],
  ['page-bad-state', failurePage('bad-state', URL, NO_PAGES)],
  ['page-unavailable', failurePage('unavailable', URL, NO_PAGES)],
  ['page-refused', failurePage('refused', URL, PAGES)],
])('%s is as it was agreed', (name, { status, html }) => {
  expectGolden(`workspaces/${name}`, { status, html: html.split('\n') })
})

test('no golden of the workspaces is left over', () => {
  expectNoOtherGolden('workspaces')
})
