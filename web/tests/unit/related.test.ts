import { mount, RouterLinkStub } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { RelatedOrder } from '@/api/related'
import RelatedOrders from '@/components/RelatedOrders.vue'
import { i18n } from '@/i18n'
import en from '@/i18n/en.json'
import zh from '@/i18n/zh.json'

const RELATIONS = ['earlier', 'later', 'looked_into', 'root_cause', 'cause', 'caused'] as const
const other = (relation: RelatedOrder['relation'], over: Partial<RelatedOrder> = {}): RelatedOrder => ({
  kind: 'repeat', relation, id: 'WX-20261115-003', title: { zh: '生活泵：缺水', en: 'Pump: dry' }, status: 'closed', open: false, at: '2026-11-22T19:00:00.000Z', ...over,
})
const show = (related: RelatedOrder[], reopened: number, selfCleared = 0) => mount(RelatedOrders, { props: { related, reopened, selfCleared }, global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } } })

describe('related orders', () => {
  it('say what each is to this one and lead to it', () => {
    const shown = show([other('earlier'), other('root_cause', { id: 'WX-20261122-009', status: 'triaged', open: true })], 0)
    const rows = shown.findAll('li')
    expect(rows[0]!.text()).toContain('此前同一故障')
    expect(rows[0]!.text()).toContain('WX-20261115-003 生活泵：缺水')
    expect(rows[0]!.find('.tag').text()).toBe('已关闭')
    expect(rows[1]!.text()).toContain('查明根本原因')
    expect(rows[1]!.findComponent(RouterLinkStub).props('to')).toEqual({ name: 'order', params: { id: 'WX-20261122-009' } })
    expect(shown.find('header .tag').exists()).toBe(false)
  })

  it('count how often it was repaired anew', () => {
    const shown = show([], 2)
    expect(shown.find('header .tag').text()).toBe('返修 2 次')
    expect(shown.find('ul').exists()).toBe(false)
  })

  it('count how often the fault went away by itself', () => {
    expect(show([], 0, 3).find('header .tag').text()).toBe('自行恢复 3 次')
  })

  it.each(RELATIONS)('have words for %s', (relation) => {
    expect(zh.related[relation]).not.toBe('')
    expect(en.related[relation]).not.toBe('')
  })
})
