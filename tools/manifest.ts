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
  // “Open with”, into the window that is there already.
  file_handlers: [
    {
      action: '.',
      accept: {
        'image/jpeg': ['.jpg', '.jpeg'],
        'image/png': ['.png'],
        'image/webp': ['.webp'],
        'image/avif': ['.avif'],
        'image/heic': ['.heic', '.heif'],
        'image/tiff': ['.tif', '.tiff'],
        'image/gif': ['.gif'],
        'image/bmp': ['.bmp'],
        'image/vnd.adobe.photoshop': ['.psd', '.psb'],
      },
    },
  ],
  launch_handler: { client_mode: 'focus-existing' },
  // What other apps share is taken by the service worker and stays on the device.
  share_target: {
    action: 'share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { files: [{ name: 'photos', accept: ['image/*'] }] },
  },
  icons: [
    { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
}
