import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { robustnessFiles } from './tests/browser/robustness.ts'
import { chromiumFlags, chromiumPath, softwareWebGpuFlags } from './tools/chromium.ts'
import { messages } from './tools/messages/plugin.ts'

const executablePath = chromiumPath()
const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tools/messages/inEnglish.ts'],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'] },
        server: { headers: isolated, fs: { allow: ['.', '../shared'] } },
        // Named here because Vite finds them only when a worker asks for them, and then reloads the page under a running test.
        optimizeDeps: {
          include: [
            'onnxruntime-web/wasm',
            'onnxruntime-web/webgpu',
            'comlink',
            'fflate',
            'idb',
            'zod',
            'zod/mini',
            'gifenc',
            '@jsquash/webp/codec/enc/webp_enc_simd.js',
            '@jsquash/webp/codec/dec/webp_dec.js',
            '@jsquash/avif/codec/enc/avif_enc.js',
            '@noble/hashes/sha2.js',
            'libheif-js/libheif-wasm/libheif.js',
            'pdfjs-dist/image_decoders/pdf.image_decoders.mjs',
            'lcms-wasm',
            'jxl-oxide-wasm',
            'fzstd',
            'client-zip',
            'react-aria-components',
            'lucide-react',
            'react-dom/client',
            'zustand/vanilla',
            'hash-wasm',
            '@lingui/core',
          ],
        },
        plugins: [robustnessFiles(), messages()],
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/browser/inEnglish.ts'],
          globalSetup: ['tests/browser/builtParts.ts', 'tests/browser/hubServer.ts'],
          testTimeout: 120_000,
          // The first to load a runtime waits until up to 27 MB of wasm are compiled, beside whatever else the machine does.
          hookTimeout: 180_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                args: [...chromiumFlags, ...softwareWebGpuFlags],
                ...(executablePath === undefined ? {} : { executablePath }),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
