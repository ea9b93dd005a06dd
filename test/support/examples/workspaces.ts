import {
  inPlaceOfForm,
  installationsUnavailable,
  notInstalled,
} from '../../../src/workspaces/authorization.ts'
import { failurePage, installedPage, organisationPage } from '../../../src/workspaces/install-pages.ts'
import { NO_PAGES, PAGES } from '../operator-pages.ts'
import { messageExamples, modalExamples, pageExamples } from './example.ts'

const URL = 'https://crime.example.com'
const installed = { name: 'Harbour', appId: 'A1', teamId: 'T1', organisationUrl: null, missingScopes: [] }
const organisation = {
  ...installed,
  name: 'County Council',
  teamId: '',
  organisationUrl: 'https://county.example/',
}

const messages = messageExamples('workspaces', {
  'not-installed': ['/crime in a workspace that has removed the app', notInstalled(URL)],
  unavailable: ['/crime while it cannot be read who has installed the app', installationsUnavailable()],
})

const modals = modalExamples('workspaces', {
  'form-unavailable': [
    'A form submitted while it cannot be read who has installed the app',
    inPlaceOfForm(installationsUnavailable()),
  ],
})

const pages = pageExamples('workspaces', {
  'page-installed': ['Installed in a workspace', installedPage(installed, PAGES)],
  'page-fewer-permissions': [
    'Installed with fewer permissions than it asks for',
    installedPage({ ...installed, missingScopes: ['chat:write.public', 'im:history'] }, PAGES),
  ],
  'page-organisation': ['Installed in a whole organisation', organisationPage(organisation, NO_PAGES)],
  'page-cancelled': ['Cancel on the consent page', failurePage('cancelled', URL, NO_PAGES)],
  'page-bad-state': ['A link to install that was opened before', failurePage('bad-state', URL, NO_PAGES)],
  'page-unavailable': [
    'Installed while the database is unavailable',
    failurePage('unavailable', URL, NO_PAGES),
  ],
  'page-refused': ['Installed, and Slack does not give a token', failurePage('refused', URL, PAGES)],
})

export const workspaceExamples = [...messages, ...modals, ...pages]
