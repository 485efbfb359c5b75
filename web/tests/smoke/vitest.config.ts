import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The built console in a real browser against the fake gateway: `npm run smoke`. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/smoke/**/*.smoke.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
