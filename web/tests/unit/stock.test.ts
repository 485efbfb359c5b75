import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import * as api from '@/api/stock'
import type { Part } from '@/api/stock'
import ActionDialog from '@/components/ActionDialog.vue'
import { i18n } from '@/i18n'
import StockPage from '@/pages/StockPage.vue'
import { forget, signIn } from '@/stores/session'

const part = (over: Partial<Part> = {}): Part => ({ id: 'K-12', name: '轴承 6205', unit: '个', place: 'B-3', minimum: '2', price: '25.50', stock: '5', below_minimum: false, retired_at: null, ...over })
const show = async (role: string, list: Part[]) => {
  vi.spyOn(calls, 'signIn').mockResolvedValue({ user: 'sun', roles: [role] } as never)
  await signIn('sun', 'x')
  vi.spyOn(api, 'parts').mockResolvedValue(list)
  const page = mount(StockPage, { global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })
  await flushPromises()
  return page
}

afterEach(() => {
  forget()
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe('spare parts', () => {
  it('that are to be ordered stand first, and a technician moves none here', async () => {
    const page = await show('technician', [part(), part({ id: 'K-02', stock: '1', below_minimum: true })])
    expect(page.findAll('[data-part]').map((row) => row.attributes('data-part'))).toEqual(['K-02', 'K-12'])
    expect(page.find('[data-testid=stock-low]').text()).toContain('低于最低库存')
    for (const words of ['轴承 6205', 'B-3', '最低 2 个', '5 个']) expect(page.find('[data-part=K-12]').text()).toContain(words)
    expect(page.find('[data-testid=receive-K-12]').exists()).toBe(false)
    expect(page.find('[data-testid=register-part]').exists()).toBe(false)
    page.unmount()
  })

  it('come in as exact texts, under one key until the gateway answered', async () => {
    const sent: unknown[][] = []
    vi.spyOn(api, 'actOnPart').mockImplementation(async (...said) => {
      sent.push(said)
      if (sent.length === 1) throw new ApiError({ status: 0 })
      return part({ stock: '7.5' })
    })
    const page = await show('desk', [part()])
    await page.find('[data-testid=receive-K-12]').trigger('click')
    await vi.dynamicImportSettled()
    await flushPromises()
    expect(document.body.textContent).toContain('K-12 轴承 6205 入库数量（在库 5 个）')
    for (let time = 0; time < 2; time++) {
      page.findComponent(ActionDialog).vm.$emit('act', { quantity: 2.5, price: 26 })
      await flushPromises()
    }
    expect(sent.map((said) => said.slice(0, 3))).toEqual(Array(2).fill(['K-12', 'receive', { quantity: '2.5', price: '26' }]))
    expect(sent[0]![3]).toBe(sent[1]![3])
    expect(page.findComponent(ActionDialog).exists()).toBe(false)
    page.unmount()
  })

  it('show what moved, and into which order it went', async () => {
    vi.spyOn(api, 'part').mockResolvedValue(
      part({ movements: [{ number: 2, kind: 'issued', quantity: '-1', price: null, work_order: 'WX-1', reason: null, by: 'li-wei', at: '2026-11-24T02:00:00.000Z' }, { number: 1, kind: 'received', quantity: '6', price: '25.50', work_order: null, reason: '采购', by: 'sun', at: '2026-11-23T02:00:00.000Z' }] }),
    )
    const page = await show('supervisor', [part()])
    await page.find('[data-part=K-12] button.what').trigger('click')
    await flushPromises()
    const moved = page.find('[data-testid=movements-K-12]').text()
    for (const words of ['-1', '领用', 'WX-1', '+6', '入库', '采购']) expect(moved).toContain(words)
    await page.find('[data-testid=write-off-K-12]').trigger('click')
    await vi.dynamicImportSettled()
    await flushPromises()
    expect(page.findComponent(ActionDialog).props('action').fields!.map((field) => [field.name, field.required])).toEqual([
      ['quantity', true],
      ['reason', true],
    ])
    page.unmount()
  })
})
