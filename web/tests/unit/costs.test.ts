import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { CostLine } from '@/api/costs'
import type { Order } from '@/api/types'
import CostPanel from '@/components/CostPanel.vue'
import { i18n } from '@/i18n'

const AT = '2026-11-22T18:00:00.000Z'
const line = (over: Partial<CostLine>): CostLine => ({ line: 1, kind: 'part', name: '机械密封', quantity: 2, unit_price: 12.35, amount: 24.7, paid: 'customer', taken_back: false, by: 'li-wei', at: AT, ...over })
const order = (over: Partial<Order>): Order =>
  ({ id: 'WX-1', number: 'WX-1', source: 'report', status: 'in_progress', open: true, title: 't', currency: 'CNY', parts: [], costs: [], consents: [], ...over }) as Order
const show = (over: Partial<Order>) => mount(CostPanel, { props: { order: order(over) }, global: { plugins: [i18n] }, attachTo: document.body })

afterEach(() => {
  document.body.innerHTML = ''
})

describe('what an order costs', () => {
  it('is listed line by line, in their order, with who pays', () => {
    const panel = show({
      parts: [line({}), line({ line: 3, corrects: 1, amount: -24.7, quantity: -2 })],
      costs: [line({ line: 2, kind: 'labour', name: 'li-wei', person: 'li-wei', quantity: 45, amount: 0, paid: 'owner' })],
      totals: { customer: { spent: 24.7, quoted: 0 }, owner: { spent: 0, quoted: 0 } },
    })
    const items = panel.findAll('li').map((item) => item.text())
    expect(items).toHaveLength(3)
    expect(items[0]).toContain('机械密封 ×2')
    expect(items[0]).toContain('24.70')
    expect(items[1]).toContain('45')
    expect(items[2]).toContain('冲销第 1 行')
    expect(panel.find('header').text()).toContain('客户')
    expect(panel.find('header').text()).not.toContain('业主方')
  })

  it('says who approves next, what makes the sum, and that it is late', () => {
    const panel = show({
      approval: {
        amount: 1200, sum: 2700, among: ['WX-2'], next: 'manager', since: AT, due_at: AT, overdue: true,
        steps: [{ step: 'supervisor', given: true, by: 'zhao-min', at: AT, amount: 1200 }, { step: 'manager', given: false }, { step: 'approver-1', given: false }],
      },
    })
    const steps = panel.findAll('ol li').map((item) => item.text())
    expect(steps[0]).toContain('工程主管')
    expect(steps[0]).toContain('✓')
    expect(steps[1]).toContain('下一步')
    expect(steps[2]).not.toContain('下一步')
    expect(panel.find('[data-testid=cost-among]').text()).toContain('WX-2')
    expect(panel.find('[data-testid=cost-overdue]').exists()).toBe(true)
  })

  it('is nothing where nothing was written', () => {
    expect(show({}).text()).toContain('还没有登记')
  })
})
