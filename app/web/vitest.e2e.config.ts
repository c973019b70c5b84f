import { defineConfig } from 'vitest/config';

// One story on one ledger: each file in its order, and no more after the first that fails.
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    bail: 1,
  },
});
