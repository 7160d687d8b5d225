import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { rapportContract } from '../../packages/client/src/vite-contract.ts'

const port = Number(process.env.PORT || 4000)
const server = `http://localhost:${port}`

export default defineConfig({
  base: '/console/',
  plugins: [react(), rapportContract()],
  resolve: { dedupe: ['react', 'react-dom', '@mantine/core', '@mantine/hooks', '@mantine/notifications'] },
  // The server trusts its own address alone, so the proxy speaks as if from there.
  server: {
    port: port + 3,
    strictPort: true,
    proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } } },
  },
  build: { target: 'es2023', manifest: true, sourcemap: true, chunkSizeWarningLimit: 700 },
})
