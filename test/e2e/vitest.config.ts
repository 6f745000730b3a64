import { defineConfig } from 'vitest/config'

// One file at a time, because each has a server of its own; patient, because the first run builds that server.
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    globalSetup: 'test/support/privacy-watch.ts',
    testTimeout: 120_000,
    hookTimeout: 900_000,
  },
})
