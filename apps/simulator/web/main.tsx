import '@fontsource-variable/inter'
import './tokens.css'
import './layout.css'
import './phone-frame.css'
import './phone-talk.css'
import './thread-list-and-call.css'
import './controls.css'
import './wire-and-sheet.css'
import './mailbox.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Simulator } from './simulator.tsx'

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Simulator />
    </StrictMode>,
  )
}
