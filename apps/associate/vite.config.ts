import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { rapportContract } from '../../packages/client/src/vite-contract.ts'

const port = Number(process.env.PORT || 4000)
const server = `http://localhost:${port}`

export default defineConfig({
  base: '/app/',
  plugins: [
    react(),
    rapportContract(),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: 'script-defer',
      includeAssets: ['icon.svg', 'icon-180.png'],
      manifest: {
        name: 'Rapport',
        short_name: 'Rapport',
        description: 'A store and its customers, writing to each other.',
        id: '/app/',
        start_url: '/app/',
        scope: '/app/',
        display: 'standalone',
        background_color: '#fbf9f6',
        theme_color: '#fbf9f6',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,woff2}'],
        navigateFallback: '/app/index.html',
        navigateFallbackAllowlist: [/^\/app(\/|$)/],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
      },
    }),
  ],
  resolve: { dedupe: ['react', 'react-dom', '@mantine/core', '@mantine/hooks', '@mantine/notifications'] },
  // The server trusts its own address alone, so the proxy speaks as if from there.
  server: {
    port: port + 2,
    strictPort: true,
    proxy: {
      '/api': { target: server, changeOrigin: true, headers: { origin: server } },
      '/goods': { target: server },
    },
  },
  build: {
    target: 'es2023',
    rolldownOptions: { experimental: { lazyBarrel: true } },
    manifest: true,
    sourcemap: true,
    chunkSizeWarningLimit: 700,
  },
})
