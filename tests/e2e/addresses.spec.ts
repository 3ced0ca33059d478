import { readFileSync } from 'node:fs'
import { test as bare, expect } from '@playwright/test'
import { serveApp } from '#tools/server.ts'
import { productPhoto } from './support/data.ts'
import { Desk } from './support/desk.ts'

// Not guarded: here a request is to leave, to a host that the test itself plays.
bare(
  'a picture at an address is fetched once the person agrees, and a link never leads away',
  async ({ page, context }) => {
    const server = await serveApp({ folder: 'dist' })
    const asked: string[] = []
    await context.route('https://shop.example/**', async (route) => {
      asked.push(route.request().url())
      const path = productPhoto('chair.png', 200, 150)
      const headers = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
      if (route.request().url().endsWith('.png')) await route.fulfill({ path, headers })
      else await route.fulfill({ body: '<!doctype html>', contentType: 'text/html', headers })
    })
    try {
      const desk = new Desk(page)
      await desk.open(server.url)
      const session = await context.newCDPSession(page)
      const drop = async (items: { mimeType: string; data: string }[]) => {
        const data = { items, dragOperationsMask: 1 }
        for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
          await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
      }
      const link = (address: string) => [
        { mimeType: 'text/uri-list', data: address },
        { mimeType: 'text/plain', data: address },
      ]
      await drop(link('https://shop.example/chair.png'))
      const question = page.getByRole('alertdialog')
      await expect(question).toContainText('shop.example')
      await question.getByRole('button', { name: 'Not now' }).click()
      expect([asked, context.pages().length, new URL(page.url()).origin]).toEqual([[], 1, new URL(server.url).origin])

      await drop(link('https://shop.example/chair.png'))
      await question.getByRole('button', { name: 'Fetch it' }).click()
      await desk.done('chair.png')
      await expect(page.getByTestId('requests')).toHaveAttribute('data-count', '1')
      await drop(link('https://shop.example/about'))
      await question.getByRole('button', { name: 'Fetch it' }).click()
      await expect(page.locator('[data-notice="failure"]').last()).toContainText('a page, not a picture')

      const embedded = `data:image/png;base64,${readFileSync(productPhoto('in.png', 90, 70)).toString('base64')}`
      await drop([{ mimeType: 'text/html', data: `<img src="${embedded}">` }])
      await desk.done('pasted-1.png')
      await drop([{ mimeType: 'text/html', data: '<img src="file:///C:/Users/x/chair.png">' }])
      await expect(page.locator('[data-notice="failure"]').last()).toContainText('no page may read it')
    } finally {
      await server.close()
    }
  },
)
