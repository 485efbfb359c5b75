import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/figures'
import FigureLine from '@/components/FigureLine.vue'
import FigureRows from '@/components/FigureRows.vue'
import { i18n } from '@/i18n'

const share: api.Figure = {
  id: 're_repair',
  name: { zh: '返修率', en: 'Re-repair' },
  definition: { zh: '7 天内重开的比例', en: 'opened again within 7 days' },
  requirements: ['R24'],
  unit: 'share',
  aim: null,
  value: 0.25,
  no_data: null,
  numerator: 1,
  denominator: 4,
  rows: 4,
}
const unknown: api.Figure = { ...share, value: null, no_data: { zh: '本期没有可计入的记录', en: 'nothing counts' }, numerator: 0, denominator: 0, rows: 0 }
const asked: api.Asked = { from: new Date('2026-10-31T16:00:00Z'), to: new Date('2026-11-30T16:00:00Z'), by: 'contractor', group: '' }

afterEach(() => vi.restoreAllMocks())

describe('figures', () => {
  it('says what a share is made of, and never a number where there is none', () => {
    const line = (figure: api.Figure) => mount(FigureLine, { props: { figure, by: '', open: null }, global: { plugins: [i18n] } }).text()
    expect(line(share)).toContain('25.0 %')
    expect(line(share)).toContain('1 / 4')
    expect(line(unknown)).toContain('—')
    expect(line(unknown)).toContain('本期没有可计入的记录')
    expect(line(unknown)).not.toContain('0 %')
  })

  it('names what belongs to no contractor as own staff, and opens it', async () => {
    const figure = { ...share, groups: [{ key: '', name: null, value: 0.25, no_data: null, numerator: 1, denominator: 4, rows: 4 }] }
    const line = mount(FigureLine, { props: { figure, by: 'contractor', open: null }, global: { plugins: [i18n] } })
    expect(line.text()).toContain('本单位')
    await line.get('li button').trigger('click')
    expect(line.emitted('show')).toEqual([['']])
  })

  it('leads from a figure to the orders that it counts', async () => {
    const row = { kind: 'order', id: 'WX-1', at: '2026-11-02T01:00:00.000Z', work_order: 'WX-1', equipment: null, numerator: 1, denominator: 1 } as const
    const rows = vi.spyOn(api, 'figureRows').mockResolvedValue({ items: [row], next: null })
    const list = mount(FigureRows, { props: { figure: share, asked }, global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } } })
    await flushPromises()
    expect(rows).toHaveBeenCalledWith('re_repair', asked, null)
    expect(list.getComponent(RouterLinkStub).props('to')).toEqual({ name: 'order', params: { id: 'WX-1' } })
    expect(list.get('[data-testid=csv-re_repair]').attributes('href')).toMatch(/group=$/)
  })
})
