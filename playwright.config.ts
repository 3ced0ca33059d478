import { defineConfig } from '@playwright/test'
import { chromiumFlags, chromiumPath } from './tools/chromium.ts'

const executablePath = chromiumPath()

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // More than half of a test is waiting: two side by side take little more than half the time, also on two cores.
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: {
    // Times of this machine differ; what waits, waits for the app.
    actionTimeout: 30_000,
    colorScheme: 'light',
    launchOptions: { args: chromiumFlags, ...(executablePath === undefined ? {} : { executablePath }) },
  },
})
