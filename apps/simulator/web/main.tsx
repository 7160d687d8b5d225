import '@fontsource-variable/inter'
import './tokens.css'
import './layout.css'
import './phone.css'
import './controls.css'
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
