import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import type { ChecklistItem } from '@/api/spot'
import type { Order } from '@/api/types'
import OrderActions from '@/components/OrderActions.vue'
import OrderChecklist from '@/components/OrderChecklist.vue'
import { i18n } from '@/i18n'

const TICK = { action: 'tick', fields: [{ name: 'item', kind: 'choice' as const, required: true }] }
const order = (checklist: ChecklistItem[], more: Partial<Order> = {}): Order => ({ id: 'WX-1', number: 'WX-1', source: 'plan', status: 'in_progress', title: '月检', opened_at: '2026-11-23T02:00:00.000Z', checklist, allowed: [TICK], ...more }) as Order
const GLAND: ChecklistItem = { item: 1, text: '填料渗漏', photo: true }
const FLOW: ChecklistItem = { item: 2, text: '流量', reading: 'flow', unit: 'm3/h', may_skip: true }
const act = vi.spyOn(calls, 'actOnOrder')
const show = (given: Order) => mount(OrderChecklist, { props: { order: given, etag: '"3"' }, global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })
const at = (testid: string) => document.querySelector<HTMLElement>(`[data-testid=${testid}]`)
const press = async (testid: string) => {
  at(testid)!.click()
  await flushPromises()
}
const write = (testid: string, text: string) => {
  const field = at(testid)! as HTMLInputElement
  field.value = text
  field.dispatchEvent(new Event('input'))
}

beforeEach(() => act.mockReset().mockResolvedValue({ body: order([]), etag: '"4"' }))
afterEach(() => {
  document.body.innerHTML = ''
})

describe('a checklist', () => {
  it('takes a pass at one tap and hands on the order as it is then', async () => {
    const list = show(order([GLAND, FLOW]))
    await press('pass-1')
    expect(act).toHaveBeenCalledWith('WX-1', 'tick', { item: 1, passed: 'true' }, '"3"', expect.any(String))
    expect(list.emitted('done')).toEqual([[order([]), '"4"']])
  })

  it('asks for the reading first, and takes a comma for the point', async () => {
    show(order([GLAND, FLOW]))
    await press('pass-2')
    expect(act).not.toHaveBeenCalled()
    at('save-2')!.closest('form')!.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(act).not.toHaveBeenCalled()
    write('value-2', '12,5')
    at('save-2')!.closest('form')!.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(act.mock.calls[0]![2]).toEqual({ item: 2, passed: 'true', value: 12.5 })
  })

  it('skips only where it may, and for a reason', async () => {
    show(order([GLAND, FLOW]))
    expect(at('skip-1')).toBeNull()
    await press('skip-2')
    at('save-2')!.closest('form')!.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(act).not.toHaveBeenCalled()
    write('note-2', '没有钥匙')
    at('save-2')!.closest('form')!.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(act.mock.calls[0]![2]).toEqual({ item: 2, passed: 'skipped', note: '没有钥匙' })
  })

  it('sends a second try after a broken line under the same key, and a correction under a new one', async () => {
    act.mockRejectedValueOnce(new ApiError({ status: 0 }))
    show(order([GLAND]))
    await press('pass-1')
    await press('pass-1')
    expect(act.mock.calls[1]![4]).toBe(act.mock.calls[0]![4])
    await press('pass-1')
    expect(act.mock.calls[2]![4]).not.toBe(act.mock.calls[0]![4])
  })

  it('names the order that a failed line led to, and has no buttons for who may not tick', () => {
    show(order([{ ...GLAND, passed: false, by: 'li-wei', at: '2026-11-23T02:05:00.000Z' }], { allowed: [], children: [{ item: 1, id: 'WX-2' }] }))
    expect(document.body.textContent).toContain('WX-2')
    expect(at('pass-1')).toBeNull()
  })

  it('is not offered a second time among the buttons of the order', () => {
    mount(OrderActions, { props: { order: order([GLAND], { allowed: [TICK, { action: 'resume' }] }), etag: null }, global: { plugins: [i18n] }, attachTo: document.body })
    expect(at('action-resume')).not.toBeNull()
    expect(at('action-tick')).toBeNull()
  })
})
