import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as reports from '@/api/reports'
import type { Order, OrderSummary } from '@/api/types'
import OrderRow from '@/components/OrderRow.vue'
import { i18n } from '@/i18n'
import ReportPage from '@/pages/ReportPage.vue'
import { takeOrders } from '@/stores/orders'
import { replaceAll } from '@/stores/plant'
import { site } from '@/stores/site'

vi.setConfig({ testTimeout: 30_000 })
vi.mock('vue-router', async (original) => ({ ...(await original<typeof import('vue-router')>()), useRouter: () => ({ push: () => Promise.resolve() }) }))

const complaint: OrderSummary = { id: 'WX-7', number: 'WX-7', source: 'report', status: 'reported', equipment: null, location: 'B座 1201', title: '太吵', concern: 'complaint' }
const fault: OrderSummary = { ...complaint, id: 'WX-8', number: 'WX-8', title: '漏水', concern: null }

beforeEach(() => {
  replaceAll([])
  site.value = { id: 's', name: 's', timezone: 'Asia/Shanghai', language: 'zh', areas: [], version: '0', trades: ['plumbing'], urgent_triggers: [{ zh: '爆管', en: 'burst pipe' }] }
  takeOrders([complaint, fault])
})
afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe('a complaint [R21]', () => {
  it('is sent with its grade, asks for no trigger and is alike to complaints alone', async () => {
    const call = vi.spyOn(reports, 'sendReport').mockResolvedValue({ id: 'WX-9', number: 'WX-9', joined: false } as Order & { joined: boolean })
    const page = mount(ReportPage, { global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })
    await page.find('[data-testid=report-location]').setValue('B座 1201')
    expect(page.find('[data-testid=join-WX-8]').exists()).toBe(true)
    expect(page.find('[data-testid=join-WX-7]').exists()).toBe(false)

    await page.findAll('[data-testid=report-concern] button').find((one) => one.text().includes('投诉'))!.trigger('click')
    await page.findAll('[data-testid=report-grade] button').find((one) => one.text().includes('重要'))!.trigger('click')
    expect(page.find('[data-testid=report-trigger]').exists()).toBe(false)
    expect(page.find('[data-testid=join-WX-7]').exists()).toBe(true)
    expect(page.find('[data-testid=join-WX-8]').exists()).toBe(false)
    for (const [id, text] of [['content', '太吵'], ['by', '王'], ['phone', '138']] as const) await page.find(`[data-testid=report-${id}]`).setValue(text)
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(call.mock.calls[0]![0]).toEqual({ content: '太吵', channel: 'phone', location: 'B座 1201', reported_by: '王', phone: '138', concern: 'complaint', severity: 'moderate' })
  })

  it('is marked in the list, a fault is not', () => {
    const row = (order: OrderSummary) => mount(OrderRow, { props: { order }, global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } } })
    expect(row(complaint).find('[data-testid=concern]').text()).toBe('投诉')
    expect(row(fault).find('[data-testid=concern]').exists()).toBe(false)
    expect(row(complaint).text()).toContain('B座 1201')
  })
})
