import { defineConfig } from 'vitest/config';

/** Where continuous integration collects counts; unset for people. */
const results = process.env.GRADWIRE_RESULTS;

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: results ? ['default', ['json', { outputFile: `${results}/unit.json` }]] : ['default'],
  },
});
