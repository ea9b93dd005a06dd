import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import 'slack-blocks-to-jsx/dist/style.css'
import './styles/colours.css'
import './styles/page.css'
import './styles/conversation.css'
import './styles/message.css'
import './styles/blocks.css'
import './styles/charts.css'
import './styles/panels.css'
import './styles/modal.css'
import './styles/home.css'
import './styles/elements.css'
import './styles/popups.css'
import './styles/phone.css'
import './styles/phone-views.css'
import { Page } from './page.tsx'

const place = document.getElementById('page')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  )
}
