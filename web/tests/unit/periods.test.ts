import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api/http'
import * as rows from '@/api/figures'
import * as api from '@/api/periods'
import { i18n } from '@/i18n'
import PeriodReportPage from '@/pages/PeriodReportPage.vue'
import PeriodReportsPage from '@/pages/PeriodReportsPage.vue'

const head: api.PeriodHead = { id: 'week-2026-11-20', kind: 'week', from: '2026-11-13T09:00:00Z', to: '2026-11-20T09:00:00Z', made_at: '2026-11-20T09:01:00Z' }
const text = (zh: string) => ({ zh, en: zh })
const report: api.PeriodReport = {
  ...head,
  figures: {
    work_orders: { opened: { id: 'opened', name: text('新增维修工单'), definition: text(''), requirements: [], unit: 'count', aim: null, value: 3, no_data: null, numerator: 3, denominator: null, rows: 3 } },
    alarms: {},
    maintenance: {},
    qpi: {},
  },
  currency: 'CNY',
  fees: [{ work_order: 'WX-20261116-002', title: text('水泵漏水'), equipment: null, location: 'B1', status: 'closed', customer: '120.50', owner: '30.00', warranty: '0.00', consented: '120.50' }],
  totals: { customer: '120.50', owner: '30.00', warranty: '0.00' },
  open: [{ id: 'WX-20261116-001', title: text('读卡器失灵'), equipment: null, location: '北门', status: 'dispatched', opened_at: '2026-11-16T01:00:00Z', overdue: 'now' }],
}
const global = { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } }

afterEach(() => vi.restoreAllMocks())

describe('reports of weeks and months', () => {
  it('are listed by what people call them', async () => {
    vi.spyOn(api, 'periodReports').mockResolvedValue([{ ...head, id: 'month-2026-10', kind: 'month' }, head])
    const page = mount(PeriodReportsPage, { global })
    await flushPromises()
    expect(page.findAll('li').map((row) => row.find('a').text())).toEqual(['2026-10 月报', '截至 2026-11-20 的周报'])
    page.unmount()
  })

  it('say when the first comes, where there is none', async () => {
    vi.spyOn(api, 'periodReports').mockResolvedValue([])
    const page = mount(PeriodReportsPage, { global })
    await flushPromises()
    expect(page.text()).toContain('还没有归档的报表')
    page.unmount()
  })

  it('show the fees with their sums, what was open, and figures that open onto their rows', async () => {
    vi.spyOn(api, 'periodReport').mockResolvedValue(report)
    const asked = vi.spyOn(rows, 'figureRows').mockResolvedValue({ items: [], next: null })
    const page = mount(PeriodReportPage, { props: { id: head.id }, global })
    await flushPromises()
    expect(page.find('[data-testid=fees]').text()).toContain('WX-20261116-002')
    expect(['customer', 'owner', 'warranty'].map((payer) => page.find(`[data-testid=total-${payer}]`).text())).toEqual(['120.50', '30.00', '0.00'])
    for (const words of ['未结工单 1 张', '读卡器失灵', '北门', '超时']) expect(page.text()).toContain(words)
    await page.find('[data-testid=figure-opened] button').trigger('click')
    await flushPromises()
    expect(asked.mock.calls[0]![1]).toMatchObject({ from: new Date(head.from), to: new Date(head.to) })
    expect(page.text()).toContain('按现在的记录列出')
    page.unmount()
  })

  it('say so where there is none of that name', async () => {
    vi.spyOn(api, 'periodReport').mockRejectedValue(new ApiError({ status: 404 }))
    const page = mount(PeriodReportPage, { props: { id: 'week-1999-01-01' }, global })
    await flushPromises()
    expect(page.text()).toContain('没有这份报表')
    page.unmount()
  })
})
