import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import * as calls from '@/api/calls'
import * as dispatch from '@/api/dispatch'
import { ApiError } from '@/api/http'
import type { Order } from '@/api/types'
import ActionDialog from '@/components/ActionDialog.vue'
import DispatchDialog from '@/components/DispatchDialog.vue'
import OrderActions from '@/components/OrderActions.vue'
import { i18n } from '@/i18n'

const order: Order = {
  id: 'WX-1', number: 'WX-1', source: 'alarm', status: 'triaged', equipment: 'pump-b1', title: 'x',
  allowed: [{ action: 'dispatch', fields: [{ name: 'assignee', kind: 'person', required: true }, { name: 'note', kind: 'text' }] }],
}
const said = (zh: string) => ({ zh, en: zh })
const ranked: dispatch.Candidate[] = [
  { id: 'li-wei', name: said('李伟'), contractor: false, suited: true, present: true, behind: null, reasons: [{ reason: 'owner', speaks: 'for', text: said('设备责任人') }, { reason: 'load', speaks: 'neither', text: said('手头 1 单') }] },
  { id: 'otis-sh', name: said('某电梯公司'), contractor: true, suited: false, present: true, behind: { reason: 'trade', text: said('工种不符') }, reasons: [{ reason: 'other_trade', speaks: 'against', text: said('没有 plumbing 工种') }] },
]
const find = (id: string) => document.querySelector<HTMLElement>(`[data-testid=${id}]`)!

/** Until the part that is loaded when it is wanted stands there. */
async function settled(actions: VueWrapper, part: Component) {
  await vi.waitUntil(() => actions.findComponent(part).exists(), { timeout: 20_000 })
  await flushPromises()
}

async function opened() {
  const actions = mount(OrderActions, { props: { order, etag: '"1"' }, global: { plugins: [i18n] }, attachTo: document.body })
  await actions.find('[data-testid=action-dispatch]').trigger('click')
  await settled(actions, DispatchDialog)
  return actions
}

beforeEach(() => {
  vi.spyOn(dispatch, 'candidates').mockResolvedValue(ranked)
})
afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe('who could be given an order', () => {
  it('stands in the order of the gateway, each with what speaks for and against, and why not first', async () => {
    await opened()
    const rows = [...document.querySelectorAll('[data-testid^=candidate-]')]
    expect(rows.map((row) => row.getAttribute('data-testid'))).toEqual(['candidate-li-wei', 'candidate-otis-sh'])
    for (const text of ['李伟', '首选', '设备责任人', '手头 1 单']) expect(rows[0]!.textContent).toContain(text)
    expect(rows[1]!.textContent).toContain('工种不符')
    expect(rows[1]!.textContent).not.toContain('首选')
    expect(rows[1]!.querySelector('li')!.className).toBe('against')
  })

  it('is given it at one tap, with a word where one was written', async () => {
    const send = vi.spyOn(calls, 'actOnOrder').mockResolvedValue({ body: order, etag: '"2"' })
    await opened()
    const field = find('dispatch-note') as HTMLInputElement
    field.value = ' 带泵封 '
    field.dispatchEvent(new Event('input'))
    find('dispatch-li-wei').click()
    await flushPromises()
    expect(send).toHaveBeenCalledWith('WX-1', 'dispatch', { assignee: 'li-wei', note: '带泵封' }, '"1"', expect.any(String))
  })

  it('can be somebody whom the list does not name', async () => {
    const actions = await opened()
    find('dispatch-other').click()
    await settled(actions, ActionDialog)
    expect(find('field-assignee')).not.toBeNull()
  })

  it('says that it was not fetched, and the ordinary form is there still', async () => {
    vi.spyOn(dispatch, 'candidates').mockRejectedValue(new ApiError({ status: 500 }))
    await opened()
    expect(document.body.textContent).toContain('网关出错了（500）')
    expect(find('dispatch-other')).not.toBeNull()
  })
})
