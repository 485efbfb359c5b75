import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import * as api from '@/api/meters'
import type { Meter, MeterReading } from '@/api/meters'
import ActionDialog from '@/components/ActionDialog.vue'
import { monthBefore, monthOf } from '@/composables/metering'
import { now, setZone } from '@/composables/time'
import { i18n } from '@/i18n'
import MeterPage from '@/pages/MeterPage.vue'
import MetersPage from '@/pages/MetersPage.vue'
import { forget, signIn } from '@/stores/session'

const AT = '2026-11-24T02:00:00.000Z'
const reading = (over: Partial<MeterReading> = {}): MeterReading => ({
  number: 1, value: '1234.5', read_at: '2026-10-25T02:00:00.000Z', reader: 'li-wei', entered_by: 'li-wei', entered_at: AT, rolled_over: false, confirmed: false, note: null, exchange: null, voided_at: null, voided_by: null, void_reason: null,
  ...over,
})
const meter = (over: Partial<Meter> = {}): Meter => ({
  id: 'EM-1', name: '走廊照明', measure: 'electricity', unit: 'kWh', place: 'B1 配电间', scope: 'common', tenant: null, route: '电表', position: 1, serial: 'S-1', digits: 5, ratio: '80', retired_at: null, last: reading(),
  ...over,
})
const as = async (role: string): Promise<void> => {
  vi.spyOn(calls, 'signIn').mockResolvedValue({ user: 'li-wei', roles: [role] } as never)
  await signIn('li-wei', 'x')
}
const show = async (list: Meter[]) => {
  vi.spyOn(api, 'meters').mockResolvedValue(list)
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', name: 'any', component: { template: '<i />' } }] })
  const page = mount(MetersPage, { global: { plugins: [i18n, router], stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })
  await flushPromises()
  return page
}

beforeEach(() => {
  setZone('Asia/Shanghai')
  now.value = Date.parse(AT)
})
afterEach(() => {
  forget()
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe('a round of meters', () => {
  it('has what nobody read this month first, by the clocks of the site', async () => {
    await as('technician')
    const page = await show([
      meter(),
      meter({ id: 'EM-2', last: reading({ read_at: '2026-10-31T16:00:00.000Z' }) }),
      meter({ id: 'EM-3', last: reading({ read_at: '2026-10-31T15:59:59.000Z' }) }),
      meter({ id: 'EM-4', last: null }),
    ])
    const ids = (group: string) => page.findAll(`[data-testid=meters-${group}] [data-meter]`).map((row) => row.attributes('data-meter'))
    expect(ids('left')).toEqual(['EM-1', 'EM-3', 'EM-4'])
    expect(ids('read')).toEqual(['EM-2'])
    for (const words of ['走廊照明', '公区', 'B1 配电间', '1234.5', '×80']) expect(page.find('[data-meter=EM-1]').text()).toContain(words)
    expect(page.find('[data-meter=EM-4]').text()).toContain('没有读数')
    expect(page.find('[data-testid=csv]').attributes('href')).toBe('/api/v1/meters.csv?month=2026-10&scope=common')
    expect(page.find('[data-testid=register-meter]').exists()).toBe(false)
    page.unmount()
  })

  it('asks again in the same dialogue where a reading does not fit, and sends it as a text', async () => {
    await as('technician')
    const sent: unknown[][] = []
    vi.spyOn(api, 'actOnMeter').mockImplementation(async (...said) => {
      sent.push(said)
      if (sent.length === 1) throw new ApiError({ status: 409, title: 'Lower than the last', detail: '比上次小' })
      return meter()
    })
    const page = await show([meter()])
    await page.find('[data-testid=read-EM-1]').trigger('click')
    await vi.dynamicImportSettled()
    await flushPromises()
    const dialog = page.findComponent(ActionDialog)
    const names = () => dialog.props('action').fields!.map((field) => field.name)
    expect(names()).toEqual(['value', 'read_at', 'reader', 'note'])
    expect(document.body.textContent).toContain('EM-1 走廊照明 表盘读数（上次 1234.5）')
    dialog.vm.$emit('act', { value: 12.5 })
    await flushPromises()
    expect(names()).toEqual(['value', 'rolled_over', 'read_at', 'reader', 'note'])
    expect(document.body.textContent).toContain('比上次小')
    dialog.vm.$emit('act', { value: 12.5, rolled_over: 'rolled_over' })
    await flushPromises()
    expect(sent.map((said) => said.slice(0, 3))).toEqual([
      ['EM-1', 'readings', { value: '12.5' }],
      ['EM-1', 'readings', { value: '12.5', rolled_over: true }],
    ])
    expect(sent[0]![3]).not.toBe(sent[1]![3])
    expect(page.findComponent(ActionDialog).exists()).toBe(false)
    page.unmount()
  })

  it('keeps its key where the gateway did not answer', async () => {
    await as('technician')
    const sent = vi.spyOn(api, 'actOnMeter').mockRejectedValue(new ApiError({ status: 0 }))
    const page = await show([meter()])
    await page.find('[data-testid=read-EM-1]').trigger('click')
    await vi.dynamicImportSettled()
    await flushPromises()
    for (let time = 0; time < 2; time++) {
      page.findComponent(ActionDialog).vm.$emit('act', { value: 1300 })
      await flushPromises()
    }
    expect(sent.mock.calls[0]![3]).toBe(sent.mock.calls[1]![3])
    page.unmount()
  })

  it.each([
    ['2026-01', '2025-12'],
    ['2026-11', '2026-10'],
  ])('of %s is billed after %s', (month, before) => expect(monthBefore(month)).toBe(before))

  it('counts months by the clocks of the site', () => {
    expect(monthOf(Date.parse('2026-10-31T15:59:59Z'))).toBe('2026-10')
    expect(monthOf(Date.parse('2026-10-31T16:00:00Z'))).toBe('2026-11')
  })
})

describe('a meter', () => {
  const whole = meter({
    readings: [
      reading({ number: 3, value: '8', exchange: { start: '0.5', serial: 'N', digits: 6, ratio: '60' }, used: '400' }),
      reading({ number: 2, value: '7777', voided_at: AT, voided_by: 'zhao-min', void_reason: '看错表' }),
      reading({ from: null, used: '0' }),
    ],
    months: [{ month: '2026-10', used: '400', from: '2026-10-25T02:00:00.000Z', until: '2026-10-31T16:00:00.000Z', whole: false }],
  })
  const open = async () => {
    vi.spyOn(api, 'meter').mockResolvedValue(whole)
    const page = mount(MeterPage, { props: { id: 'EM-1' }, global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })
    await flushPromises()
    return page
  }

  it('says what was used, and keeps what is void in sight', async () => {
    await as('technician')
    const page = await open()
    for (const words of ['2026-10', '仅', '400 kWh']) expect(page.find('[data-testid=months]').text()).toContain(words)
    expect(page.find('[data-reading="3"]').text()).toContain('换表，新表 N 底数 0.5')
    expect(page.find('[data-reading="3"]').text()).toContain('+400 kWh')
    expect(page.find('[data-reading="1"]').text()).not.toContain('kWh')
    expect(page.find('[data-reading="2"]').text()).toContain('作废：看错表')
    expect(page.find('[data-testid=void-3]').exists()).toBe(false)
    expect(page.find('[data-testid=exchange]').exists()).toBe(true)
    page.unmount()
  })

  it('lets a supervisor void what still counts', async () => {
    await as('supervisor')
    const spy = vi.spyOn(api, 'voidReading').mockResolvedValue(whole)
    const page = await open()
    expect(page.find('[data-testid=void-2]').exists()).toBe(false)
    await page.find('[data-testid=void-3]').trigger('click')
    await vi.dynamicImportSettled()
    await flushPromises()
    page.findComponent(ActionDialog).vm.$emit('act', { reason: '看错' })
    await flushPromises()
    expect(spy.mock.calls[0]!.slice(0, 3)).toEqual(['EM-1', 3, { reason: '看错' }])
    page.unmount()
  })
})
