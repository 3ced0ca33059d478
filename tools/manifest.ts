import type { ManifestOptions } from 'vite-plugin-pwa'

/** What the browser shows of the installed app. */
export const manifest: Partial<ManifestOptions> = {
  id: 'clearcut',
  name: 'Clearcut',
  short_name: 'Clearcut',
  description: 'Removes the background of photos, on this device.',
  start_url: '.',
  scope: '.',
  display: 'standalone',
  background_color: '#f6f5f3',
  theme_color: '#f6f5f3',
  categories: ['photo', 'productivity'],
  icons: [
    { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
}
