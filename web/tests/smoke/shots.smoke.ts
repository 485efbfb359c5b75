import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import type { FakeGateway } from '../fake/gateway'
import { DESK, missing, openBrowser, PHONE, served, SHOTS, visit, type Look } from './browser'

const PAGES: Record<string, string> = {
  overview: '/',
  equipment: '/equipment',
  pump: '/equipment/pump-h1',
  reader: '/equipment/door-b2',
  alarms: '/alarms',
  alarm: '/alarms/a-trip',
  orders: '/orders',
  order: '/orders/WX-20261121-015',
  plans: '/plans',
  connections: '/connections',
}
const LOOKS: Look[] = [DESK, { ...DESK, theme: 'dark' }, { ...DESK, language: 'en' }, PHONE, { ...PHONE, theme: 'dark', language: 'en' }]

describe.skipIf(missing)('pictures of every page', () => {
  let browser: Browser
  let gateway: FakeGateway
  let base: string

  beforeAll(async () => {
    browser = await openBrowser()
    ;({ gateway, base } = await served())
    gateway.run(20)
  })
  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
  })

  for (const look of LOOKS) {
    it(`at ${look.width} in ${look.language}, ${look.theme}`, async () => {
      for (const [name, path] of Object.entries(PAGES)) {
        const { page, close } = await visit(browser, base, look, path)
        await page.waitForSelector('[data-testid=live][data-state=live]')
        await page.waitForLoadState('networkidle')
        await page.screenshot({ path: `${SHOTS}/${name}-${look.width}-${look.language}-${look.theme}.png`, fullPage: true })
        await close()
      }
    })
  }
})
