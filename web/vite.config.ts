import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Where `npm run dev` finds a gateway: the default address of `./zhiban demo`. */
const gateway = process.env.ZHIBAN_GATEWAY ?? 'http://127.0.0.1:8080'

/**
 * What every page stands on is fetched once, as two files, instead of as thirty of a kilobyte each. Pages, the chart
 * and what only one dialogue needs stay apart and are fetched when they are opened.
 */
function manualChunks(id: string): string | undefined {
  if (/node_modules\/(@vue|vue|vue-router|vue-i18n|@intlify)\//.test(id)) return 'vue'
  const own = /\/src\/(api|stores|composables|i18n|components)\/(.+)$/.exec(id)
  if (!own || /\.json$|ActionDialog|PickOne|rules\/|Handover(Items|Sign)|ControlLog|StrokeCanvas|Lending|OrderActions|OrderEvidence|TrendSpark|PointTable|EventList|HistoryLine|Attachment|SignaturePad|SlipCopy|qrcode|photographing/.test(own[2]!)) return undefined
  return 'console'
}

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: { __VUE_OPTIONS_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false', __VUE_I18N_LEGACY_API__: 'false' },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // An asset as a data: URL would need a wider content security policy.
    assetsInlineLimit: 0,
    // The polyfill is an inline script in all but name; every browser that runs ES2022 modules preloads.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rollupOptions: { output: { manualChunks } },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: gateway, ws: true }, '/openapi.json': gateway, '/health': gateway },
  },
  test: {
    environment: 'happy-dom',
    include: ['tests/unit/**/*.test.ts'],
    setupFiles: ['tests/unit/setup.ts'],
    server: { deps: { inline: ['element-plus'] } },
  },
})
