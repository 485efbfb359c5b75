import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FakeGateway } from '../fake/gateway'
import { DESK, missing, openBrowser, PHONE, served, visit, type Look, type Visit } from './browser'

const PATHS = ['/', '/equipment', '/equipment/pump-h1', '/equipment/door-b2', '/equipment/slide', '/alarms', '/alarms/a-trip', '/orders', '/orders/WX-20261121-015', '/plans', '/connections', '/rules', '/no-such-page']

describe.skipIf(missing)('the console in a browser', () => {
  let browser: Browser
  let gateway: FakeGateway
  let base: string
  let seen: Visit

  beforeAll(async () => (browser = await openBrowser()))
  afterAll(async () => browser?.close())
  beforeEach(async () => ({ gateway, base } = await served()))
  afterEach(async () => {
    expect(seen.complaints.filter((complaint) => /Content Security Policy|Uncaught|TypeError|elsewhere/.test(complaint))).toEqual([])
    await seen.close()
    await gateway.stop()
  })

  const open = async (path: string, look: Look = DESK, signedIn = true) => {
    seen = await visit(browser, base, look, path, signedIn)
    if (signedIn) await seen.page.waitForSelector('[data-testid=live][data-state=live]')
    return seen.page
  }

  it('asks who it is, refuses a wrong password, and then goes where the address said', async () => {
    const page = await open('/alarms/a-trip', DESK, false)
    await page.getByTestId('user').fill('admin')
    await page.getByTestId('password').fill('wrong')
    await page.getByTestId('submit').click()
    await page.getByText('用户名或密码不对').waitFor()
    await page.getByTestId('password').fill('secret')
    await page.getByTestId('password').press('Enter')
    await page.getByTestId('alarm-page').waitFor()
    expect(new URL(page.url()).pathname).toBe('/alarms/a-trip')
    await page.getByTestId('sign-out').click()
    await page.getByTestId('sign-in').waitFor()
  })

  it('does not follow an address out of the site after the sign-in', async () => {
    const page = await open('/sign-in?to=//elsewhere.example', DESK, false)
    await page.getByTestId('user').fill('admin')
    await page.getByTestId('password').fill('secret')
    await page.getByTestId('submit').click()
    await page.getByTestId('live').waitFor()
    expect(new URL(page.url()).origin).toBe(base)
  })

  it('keeps to the strictest policy, asks nothing of others, and logs no error on any page', async () => {
    for (const path of PATHS) {
      const page = await open(path)
      await page.waitForLoadState('networkidle')
      expect(seen.complaints, path).toEqual([])
      await seen.close()
    }
  })

  it('acknowledges by a tap and by one key, and resets', async () => {
    const page = await open('/', PHONE)
    await page.getByTestId('ack-a-entrap').tap()
    await page.locator('[data-testid=alarm-a-entrap][data-state=acked]').waitFor()
    await page.getByTestId('alarm-a-trip').focus()
    await page.keyboard.press('a')
    await page.locator('[data-testid=alarm-a-trip][data-state=acked]').waitFor()
    await page.getByTestId('reset-a-fire').tap()
    await page.getByTestId('alarm-a-fire').waitFor({ state: 'detached' })
    expect(gateway.changes.map((call) => call.path)).toEqual(['/alarms/a-entrap/acknowledge', '/alarms/a-trip/acknowledge', '/alarms/a-fire/reset'])
  })

  it('follows values, alarms and orders as they change', async () => {
    const page = await open('/')
    gateway.push({ type: 'points', points: [{ equipment: 'pump-l1', point: 'outlet_pressure', value: 0.77, quality: 'uncertain', reason: 'out_of_range', time: new Date().toISOString() }] })
    await page.locator('[data-testid=equipment-pump-l1][data-quality=uncertain]').waitFor()
    await page.getByTestId('equipment-pump-l1').getByText('0.77').waitFor()
    const order = gateway.orders.get('WX-20261121-011')!
    gateway.push({ type: 'work_order', work_order: { ...order, status: 'on_hold' } })
    await page.locator('[data-testid=order-WX-20261121-011][data-status=on_hold]').waitFor()
    gateway.push({ type: 'connection', connection: { ...gateway.links.get('pump-room')!, state: 'down' } })
    await page.locator('[data-testid=connection-pump-room][data-state=down]').waitFor()
  })

  it('does not move the list under the pointer', async () => {
    const page = await open('/alarms')
    await page.getByTestId('alarm-a-trip').hover()
    const rows = () => page.locator('main [data-alarm]').evaluateAll((list) => list.map((row) => row.getAttribute('data-alarm')))
    const before = await rows()
    gateway.raise({ ...gateway.alarms.get('a-trip')!, id: 'a-new', equipment: 'pump-l1', raised_at: new Date().toISOString() })
    await page.getByText('1 条新报警').waitFor()
    expect(await rows()).toEqual(before)
    await page.getByText('1 条新报警').click()
    await page.getByTestId('alarm-a-new').waitFor()
  })

  it('keeps life safety in sight while the page scrolls', async () => {
    const page = await open('/', PHONE)
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    const box = (await page.getByTestId('life-safety').boundingBox())!
    expect(box.y).toBeGreaterThanOrEqual(0)
    expect(box.y).toBeLessThan(80)
  })

  it('says plainly that the gateway is away, strikes the picture, and comes back by itself', async () => {
    const page = await open('/')
    const port = Number(new URL(base).port)
    await gateway.stop()
    await page.locator('[data-testid=live][data-state=lost]').waitFor()
    await page.getByText('画面停在').waitFor()
    expect(await page.getByTestId('equipment-pump-l1').locator('.live-figure').first().evaluate((figure) => getComputedStyle(figure).textDecorationLine)).toBe('line-through')
    gateway.alarms.set('a-trip', { ...gateway.alarms.get('a-trip')!, state: 'acked' })
    await gateway.start(port)
    await page.locator('[data-testid=live][data-state=live]').waitFor()
    await page.locator('[data-testid=alarm-a-trip][data-state=acked]').waitFor()
  })

  it('goes to the sign-in when the session ends, and comes back to the same page', async () => {
    const page = await open('/orders')
    await page.context().clearCookies()
    gateway.dropSockets()
    await page.getByTestId('sign-in').waitFor()
    expect(page.url()).toContain('to=/orders')
  })

  it('does what an order allows, asking for what it wants', async () => {
    const page = await open('/orders/WX-20261121-011')
    await page.getByTestId('action-dispatch').click()
    await page.getByTestId('action-confirm').click()
    await page.getByText('请填写负责人').waitFor()
    await page.getByTestId('action-dialog').getByRole('combobox').click()
    await page.getByRole('option', { name: '陈涛' }).click()
    await page.getByTestId('action-confirm').click()
    await page.locator('[data-testid=order-page][data-status=dispatched]').waitFor()
    expect(gateway.changes.at(-1)).toMatchObject({ path: '/work-orders/WX-20261121-011/dispatch', body: { assignee: 'chen-tao' } })
  })

  it('draws the curve with the line of the fault in it', async () => {
    const page = await open('/equipment/pump-h1?point=motor_temp')
    await page.locator('[data-testid=chart-motor_temp] canvas').waitFor()
    await page.getByTestId('point-outlet_pressure').getByRole('link').click()
    await page.locator('[data-testid=chart-outlet_pressure] canvas').waitFor()
    expect(page.url()).toContain('point=outlet_pressure')
    await page.goBack()
    await page.locator('[data-testid=chart-motor_temp] canvas').waitFor()
  })

  it('changes language and light, and keeps both', async () => {
    const page = await open('/')
    await page.getByTestId('language').click()
    await page.getByRole('heading', { name: 'Open orders' }).waitFor()
    await page.getByTestId('theme').click()
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.classList.contains('dark'), localStorage.getItem('zhiban.language'), localStorage.getItem('zhiban.theme')])).toEqual(['en-GB', true, 'en', 'dark'])
  })

  it('shows the site’s time to a browser on the other side of the world', async () => {
    const page = await open('/alarms/a-trip')
    const raised = new Date(gateway.alarms.get('a-trip')!.raised_at)
    const said = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' }).format(raised)
    expect(await page.getByTestId('alarm-page').textContent()).toContain(said)
  })

  for (const look of [DESK, { ...DESK, theme: 'dark', language: 'en' }, PHONE, { ...PHONE, theme: 'dark', language: 'en' }] as Look[]) {
    it(`has nothing serious for axe, nothing cut off and no small target at ${look.width} in ${look.language}, ${look.theme}`, async () => {
      const wrong: Record<string, string[]> = {}
      for (const path of [...PATHS, '/sign-in']) {
        const page = await open(path, look, path !== '/sign-in')
        await page.waitForLoadState('networkidle')
        if (path === '/rules') {
          await page.getByTestId('rehearse').click()
          await page.waitForSelector('[data-testid=rehearsal][data-state=ready]')
        }
        // By the debugger's way in, which the policy of the page does not bind.
        await page.evaluate(axe.source)
        const found = await page.evaluate(async () => {
          const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] })
          return violations
            .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
            .map((violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).slice(0, 3).join(' | ')}`)
        })
        if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) found.push('wider than the screen')
        if (look.width < 600) {
          const small = await page.evaluate(() =>
            [...document.querySelectorAll('button, nav a, .el-button')].filter((target) => target.getBoundingClientRect().height > 0 && target.getBoundingClientRect().height < 43.5).map((target) => target.outerHTML.slice(0, 90)),
          )
          found.push(...small)
        }
        if (found.length > 0) wrong[path] = found
        await seen.close()
      }
      expect(wrong).toEqual({})
    }, 300_000)
  }
})
