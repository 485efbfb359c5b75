import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { OrderSummary } from '@/api/types'
import * as api from '@/api/visits'
import type { OrderVisits, ReturnVisit } from '@/api/visits'
import VisitAnswers from '@/components/VisitAnswers.vue'
import VisitQueue from '@/components/VisitQueue.vue'
import { noteText } from '@/composables/notes'
import { i18n } from '@/i18n'

const AT = '2026-11-22T18:00:00.000Z'
const visit = (over: Partial<ReturnVisit> = {}): ReturnVisit => ({
  level: 'desk', due_at: AT, overdue: false, yours: true, order: { id: 'WX-1', number: 'WX-1', title: { zh: '漏水', en: 'Leak' }, status: 'visit' } as unknown as OrderSummary, ...over,
})
const draw = (level: 'desk' | 'quality' | 'head', drawn: boolean) => ({ level, drawn, lot: 4711, share: 50, seed: 'ab12', at: AT })

async function queue(list: ReturnVisit[]) {
  vi.spyOn(api, 'returnVisits').mockResolvedValue(list)
  const shown = mount(VisitQueue, { global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } } })
  await flushPromises()
  return shown
}
const answers = (visits: Partial<OrderVisits>) => mount(VisitAnswers, { props: { visits: { draws: [], answers: [], waiting: [], due_at: null, ...visits } }, global: { plugins: [i18n] } })

afterEach(() => vi.restoreAllMocks())

describe('return visits that wait', () => {
  it('are listed for whoever makes them, with where they lead', async () => {
    const shown = await queue([visit({ level: 'quality', overdue: true }), visit({ yours: false, order: { ...visit().order, id: 'WX-2' } })])
    expect(shown.findAll('li')).toHaveLength(1)
    expect(shown.find('li').attributes('data-level')).toBe('quality')
    expect(shown.find('li').text()).toContain('WX-1 漏水')
    expect(shown.find('li').text()).toContain('已超过')
    expect(shown.findComponent(RouterLinkStub).props('to')).toEqual({ name: 'order', params: { id: 'WX-1' } })
  })

  it('stay away from who makes none', async () => {
    expect((await queue([visit({ yours: false })])).find('[data-testid=visit-queue]').exists()).toBe(false)
  })
})

describe('what customers said', () => {
  it('stands under the lot by which they were asked', () => {
    const shown = answers({
      draws: [draw('desk', true), draw('quality', true), draw('head', false)],
      answers: [{ number: 1, level: 'desk', result: 'unsatisfied', satisfaction: 1, note: '还漏', by: 'sun', at: AT }],
      waiting: ['quality'],
      due_at: AT,
    })
    const rows = shown.findAll('li')
    expect(rows).toHaveLength(3)
    expect(rows[0]!.text()).toContain('不满意 1/5')
    expect(rows[0]!.text()).toContain('还漏')
    expect(rows[1]!.text()).toContain('待回访')
    expect(rows[1]!.text()).toContain('ab12')
    expect(rows[2]!.text()).toContain('未抽中')
  })

  it('of before lots are shown too, and nothing where nothing is', () => {
    expect(answers({ answers: [{ number: 1, level: 'desk', result: 'not_reached', satisfaction: null, note: null, by: 'sun', at: AT }] }).text()).toContain('未联系上')
    expect(answers({}).find('[data-testid=visits]').exists()).toBe(false)
  })

  it('reads in the history as words', () => {
    expect(noteText('satisfaction: 1; result: unsatisfied; drips')).toBe('满意度: 1; 结果: 不满意; drips')
    expect(noteText('quality; result: not_reached')).toBe('品质部; 结果: 未联系上')
  })
})
