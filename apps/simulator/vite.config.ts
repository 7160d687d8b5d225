import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const carrier = `http://127.0.0.1:${process.env.SIMULATOR_PORT || 4001}`

export default defineConfig({
  plugins: [react()],
  build: { rolldownOptions: { experimental: { lazyBarrel: true } } },
  server: { proxy: { '/control': carrier, '/2010-04-01': carrier } },
})
