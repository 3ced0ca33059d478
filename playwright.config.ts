import { defineConfig } from '@playwright/test'
import { chromiumFlags, chromiumPath } from './tools/chromium.ts'

const executablePath = chromiumPath()

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Two cores: a second browser would only slow the first.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: {
    // Times of this machine differ; what waits, waits for the app.
    actionTimeout: 30_000,
    colorScheme: 'light',
    launchOptions: { args: chromiumFlags, ...(executablePath === undefined ? {} : { executablePath }) },
  },
})
