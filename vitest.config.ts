import { defineConfig } from 'vitest/config'

// Generous, because a slow machine is no defect; what must be fast is measured by `npm run bench`.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    globalSetup: 'test/support/privacy-watch.ts',
    testTimeout: 60_000,
  },
})
