import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { FakeGateway } from '../fake/gateway'

export const CONSOLE = fileURLToPath(new URL('../../dist', import.meta.url))
export const SHOTS = fileURLToPath(new URL('../../target/shots', import.meta.url))

const PLACES = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const CHROMIUM = PLACES.find((place) => place !== '' && existsSync(place))

/** Why there is nothing to test with, or null. */
export const missing: string | null = !CHROMIUM
  ? 'no Chromium on this machine'
  : !existsSync(`${CONSOLE}/index.html`)
    ? 'the console is not built: run build.sh build'
    : null

export async function openBrowser(): Promise<Browser> {
  mkdirSync(SHOTS, { recursive: true })
  return chromium.launch({
    executablePath: CHROMIUM!,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

export interface Look {
  width: number
  height: number
  language: 'zh' | 'en'
  theme: 'light' | 'dark'
}

export const DESK: Look = { width: 1440, height: 900, language: 'zh', theme: 'light' }
export const PHONE: Look = { width: 390, height: 844, language: 'zh', theme: 'light' }

export interface Visit {
  page: Page
  /** What the browser complained of: errors, refused policy, requests elsewhere. */
  complaints: string[]
  close(): Promise<void>
}

/** A page as one person's browser has it, signed in unless told otherwise; who may do everything sees every control. */
export async function visit(browser: Browser, base: string, look: Look, path = '/', signedIn = true): Promise<Visit> {
  const phone = look.width < 600
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    hasTouch: phone,
    isMobile: phone,
    deviceScaleFactor: phone ? 2 : 1,
    locale: 'zh-CN',
    // Elsewhere than the site: every time shown must still be the site's.
    timezoneId: 'America/Los_Angeles',
  })
  const complaints: string[] = []
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) complaints.push(`request elsewhere: ${request.url()}`)
  })
  await page.addInitScript(
    ([language, theme, known]) => {
      localStorage.setItem('zhiban.language', language!)
      localStorage.setItem('zhiban.theme', theme!)
      if (known) localStorage.setItem('zhiban.person', JSON.stringify({ user: 'li-wei', roles: ['admin'] }))
    },
    [look.language, look.theme, signedIn ? 'yes' : ''],
  )
  if (signedIn) await context.addCookies([{ name: 'session', value: 'fake-session', url: base }])
  await page.goto(base + path)
  return { page, complaints, close: () => context.close() }
}

export async function served(): Promise<{ gateway: FakeGateway; base: string }> {
  const gateway = new FakeGateway(CONSOLE)
  const base = await gateway.start()
  return { gateway, base }
}
