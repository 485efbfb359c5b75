import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/papers'
import type { Paper } from '@/api/papers'
import PaperPanel from '@/components/PaperPanel.vue'
import { i18n } from '@/i18n'

const paper = (over: Partial<Paper> = {}): Paper => ({
  id: 'a', type: 'certificate', equipment: 'lift-a1', kind: '年检', number: 'T-0001', valid_until: '2027-06-30', days_left: 29, state: 'urgent', work_order: 'WX-20270601-001', reminders: [],
  ...over,
})

async function show(list: Paper[], equipment?: string) {
  vi.spyOn(api, 'papers').mockResolvedValue(list)
  const panel = mount(PaperPanel, { props: { equipment }, global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } } })
  await flushPromises()
  return panel
}

afterEach(() => vi.restoreAllMocks())

describe('papers that run out', () => {
  it('stay away from the overview while nothing ends soon', async () => {
    const old = paper({ id: 'b', type: 'warranty', days_left: -900, state: 'expired' })
    expect((await show([paper({ state: 'valid', days_left: 200 }), old])).find('[data-testid=paper-panel]').exists()).toBe(false)
  })

  it('are told with the days left and the order', async () => {
    const panel = await show([paper({ id: 'c', days_left: -2, state: 'expired' }), paper()])
    expect(panel.text()).toContain('已过期 2 天')
    expect(panel.text()).toContain('还有 29 天')
    expect(panel.text()).toContain('续办工单')
    expect(panel.findAll('.act')).toHaveLength(2)
  })

  it('are all listed on the page of an equipment', async () => {
    const panel = await show([paper({ state: 'valid', days_left: 200 }), paper({ id: 'w', type: 'warranty', kind: '', number: '', state: 'expired', days_left: -1 })], 'lift-a1')
    expect(panel.findAll('li')).toHaveLength(2)
    expect(panel.text()).toContain('保修')
    expect((await show([], 'lift-a1')).text()).toContain('没有登记证书')
  })
})
