import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as reports from '@/api/reports'
import type { Order } from '@/api/types'
import CallerList from '@/components/CallerList.vue'
import { i18n } from '@/i18n'
import ReportPage from '@/pages/ReportPage.vue'
import { takeOrders } from '@/stores/orders'
import { replaceAll } from '@/stores/plant'
import { site } from '@/stores/site'

// The form is large, and machines are busy.
vi.setConfig({ testTimeout: 30_000 })
const push = vi.fn(() => Promise.resolve())
vi.mock('vue-router', async (original) => ({ ...(await original<typeof import('vue-router')>()), useRouter: () => ({ push }) }))

const made = { id: 'WX-9', number: 'WX-9', source: 'report', status: 'reported', title: 'x', joined: false, occurrences: 1 } as Order & { joined: boolean }

function shown() {
  const page = mount(ReportPage, { global: { plugins: [i18n], components: { RouterLink: RouterLinkStub }, stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })
  const type = (id: string, text: string) => page.find(`[data-testid=report-${id}]`).setValue(text)
  const send = async () => {
    await page.find('form').trigger('submit')
    await flushPromises()
  }
  return { page, type, send }
}

beforeEach(() => {
  replaceAll([])
  site.value = { id: 's', name: 's', timezone: 'Asia/Shanghai', language: 'zh', areas: [], version: '0', trades: ['plumbing'], urgent_triggers: [{ zh: '爆管', en: 'burst pipe' }] }
  takeOrders([
    { id: 'WX-7', number: 'WX-7', source: 'report', status: 'reported', equipment: null, location: 'B座 1201', title: '漏水', occurrences: 2 },
    { id: 'WX-8', number: 'WX-8', source: 'plan', status: 'dispatched', equipment: null, location: 'B座 1201', title: '月检' },
  ])
})
afterEach(() => {
  vi.restoreAllMocks()
  push.mockClear()
  document.body.innerHTML = ''
})

describe('a report by telephone', () => {
  it('is not sent without a place, a fault and somebody to call back', async () => {
    const call = vi.spyOn(reports, 'sendReport').mockResolvedValue(made)
    const { page, type, send } = shown()
    for (const [id, sentence] of [['location', '请选设备，或填写房号、位置。'], ['content', '请填写维修内容和故障描述。'], ['by', '请填写报修人。'], ['phone', '请填写联系电话。']] as const) {
      await send()
      expect(page.text()).toContain(sentence)
      expect(call).not.toHaveBeenCalled()
      await type(id, '9 号楼')
    }
    await send()
    expect(call.mock.calls[0]![0]).toEqual({ content: '9 号楼', channel: 'phone', location: '9 号楼', reported_by: '9 号楼', phone: '9 号楼' })
    expect(push).toHaveBeenCalledWith({ name: 'order', params: { id: 'WX-9' } })
  })

  it('shows while one types what is open at the place, and joins it at a tap', async () => {
    const call = vi.spyOn(reports, 'sendReport').mockResolvedValue({ ...made, joined: true })
    const { page, type, send } = shown()
    expect(page.find('[data-testid=report-similar]').exists()).toBe(false)
    await type('location', 'B座1201')
    expect(page.find('[data-testid=report-similar]').text()).toContain('WX-7')
    expect(page.find('[data-testid=report-similar]').text()).not.toContain('WX-8')
    await page.find('[data-testid=join-WX-7]').trigger('click')
    for (const id of ['content', 'by', 'phone']) await type(id, '1')
    await send()
    expect(call.mock.calls[0]![0]).toMatchObject({ join: 'WX-7' })
  })

  it('is urgent by a trigger of the site, and of its own where the desk insists', async () => {
    const call = vi.spyOn(reports, 'sendReport').mockResolvedValue(made)
    const { page, type } = shown()
    await type('location', 'B座1201')
    for (const id of ['content', 'by', 'phone']) await type(id, '1')
    await page.find('[data-testid=report-trigger]').trigger('click')
    await page.find('[data-testid=report-separate]').trigger('click')
    await flushPromises()
    expect(call.mock.calls[0]![0]).toMatchObject({ trigger: '爆管', separate: true })
  })

  it('goes out under the same key after a broken line, and under another once it says something else', async () => {
    const call = vi.spyOn(reports, 'sendReport').mockRejectedValue(new Error('no line'))
    const { type, send } = shown()
    for (const id of ['location', 'content', 'by', 'phone']) await type(id, '12')
    await send()
    await send()
    await type('content', '别的')
    await send()
    const keys = call.mock.calls.map((sent) => sent[1])
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[1])
  })
})

describe('the callers of an order', () => {
  it('can be called back, and a covered number is not a link', () => {
    const one = { reported_at: '2026-11-20T19:12:00.000Z', channel: 'phone', content: '漏水', reported_by: '王女士', phone: '13800000000', taken_by: 'sun-jia', trigger: '爆管' }
    const list = mount(CallerList, { props: { order: { ...made, reports: [one, { ...one, reported_by: '***', phone: '***' }] } }, global: { plugins: [i18n] } })
    for (const text of ['王女士', '爆管', '接报 sun-jia']) expect(list.text()).toContain(text)
    expect(list.findAll('a').map((link) => link.attributes('href'))).toEqual(['tel:13800000000'])
  })
})
