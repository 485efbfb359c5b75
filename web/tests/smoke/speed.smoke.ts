import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FakeGateway } from '../fake/gateway'
import { CONSOLE, DESK, missing, openBrowser, served, visit, type Visit } from './browser'

const kilobytes = (bytes: number) => Math.round(bytes / 100) / 10

/** CPU seconds that a process has used, both in the program and in the kernel for it. */
function cpuSeconds(pid: string): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Everything that a browser runs: itself and what it started, and what those started. */
function treeOf(root: string): string[] {
  const parents = new Map<string, string>()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(pid, readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]!)
    } catch {
      // It has ended since the folder was listed.
    }
  }
  const inside = (pid: string): boolean => pid === root || (parents.has(pid) && inside(parents.get(pid)!))
  return [...parents.keys()].filter(inside)
}

describe.skipIf(missing)('the speed of the console', () => {
  let browser: Browser
  let gateway: FakeGateway
  let base: string
  let seen: Visit

  beforeAll(async () => (browser = await openBrowser()))
  afterAll(async () => browser?.close())
  beforeEach(async () => ({ gateway, base } = await served()))
  afterEach(async () => {
    await seen.close()
    await gateway.stop()
  })

  it('needs less than 350 kB of compressed script for the first page', async () => {
    seen = await visit(browser, base, DESK)
    await seen.page.waitForSelector('[data-testid=live][data-state=live]')
    await seen.page.waitForLoadState('networkidle')
    const scripts = await seen.page.evaluate(() => performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname))
    const sizes = scripts.filter((path) => path.endsWith('.js')).map((path) => gzipSync(readFileSync(CONSOLE + path)).length)
    const total = sizes.reduce((sum, size) => sum + size, 0)
    console.log(`first page: ${sizes.length} scripts, ${kilobytes(total)} kB compressed`)
    expect(sizes.length).toBeGreaterThan(0)
    expect(total).toBeLessThan(350_000)
  })

  it('shifts nothing after the first paint', async () => {
    for (const path of ['/', '/alarms', '/equipment/pump-h1', '/orders/WX-20261121-015']) {
      seen = await visit(browser, base, DESK, path)
      await seen.page.waitForLoadState('networkidle')
      const shift = await seen.page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0))).observe({ type: 'layout-shift', buffered: true })
            setTimeout(() => resolve(0), 500)
          }),
      )
      console.log(`${path}: layout shift ${shift.toFixed(4)}`)
      expect(shift, path).toBeLessThan(0.02)
      await seen.close()
    }
  })

  it('shows a site of 2,000 equipments', async () => {
    gateway.multiply(75)
    expect(gateway.plant.size).toBeGreaterThan(2_000)
    const began = Date.now()
    seen = await visit(browser, base, DESK)
    await seen.page.getByTestId('class-pump').waitFor()
    console.log(`first page of ${gateway.plant.size} equipments: ${Date.now() - began} ms`)
    expect(await seen.page.locator('[data-testid=class-pump] li').count()).toBe(8)
  })

  it('stays under a fifth of a core at 200 changes a second', async () => {
    seen = await visit(browser, base, DESK)
    await seen.page.waitForSelector('[data-testid=live][data-state=live]')
    await seen.page.waitForLoadState('networkidle')
    gateway.run(200)
    const session = await seen.page.context().newCDPSession(seen.page)
    await session.send('Performance.enable')
    const busy = async () => (await session.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'ProcessTime')!.value
    const mine = String(process.pid)
    const all = () => treeOf(mine).filter((pid) => pid !== mine).reduce((sum, pid) => sum + cpuSeconds(pid), 0)
    const [page, whole, began] = [await busy(), all(), performance.now()]
    await seen.page.waitForFunction((end) => performance.now() > end, (await seen.page.evaluate(() => performance.now())) + 10_000, { polling: 1_000, timeout: 30_000 })
    const seconds = (performance.now() - began) / 1_000
    const share = (await busy()) - page
    console.log(`200 changes a second: page ${((share / seconds) * 100).toFixed(1)} % of a core; the browser whole ${(((all() - whole) / seconds) * 100).toFixed(1)} %`)
    expect(share / seconds).toBeLessThan(0.2)
  })
})
