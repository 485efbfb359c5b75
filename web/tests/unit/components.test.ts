import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import type { Alarm, Equipment, Order } from '@/api/types'
import ActionDialog from '@/components/ActionDialog.vue'
import AlarmRow from '@/components/AlarmRow.vue'
import ClockChip from '@/components/ClockChip.vue'
import EquipmentRow from '@/components/EquipmentRow.vue'
import LockOutBand from '@/components/LockOutBand.vue'
import OrderActions from '@/components/OrderActions.vue'
import PictureState from '@/components/PictureState.vue'
import PointFigure from '@/components/PointFigure.vue'
import { now } from '@/composables/time'
import { i18n } from '@/i18n'
import { takeOrders } from '@/stores/orders'
import { applyChanges, replaceAll } from '@/stores/plant'

const show = (component: Component, props: object) =>
  mount(component, { props, global: { plugins: [i18n], components: { RouterLink: RouterLinkStub }, stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })

const alarm: Alarm = { id: 'a1', equipment: 'pump-b1', rule: 'dry_run', priority: 'P2', life_safety: false, state: 'unacked', raised_at: '2026-11-20T19:12:00.000Z', occurrences: 3, message: { zh: '无水空转', en: 'Running dry' } }
const pump: Equipment = {
  id: 'pump-b1', name: '1#生活水泵', class: 'pump', location: 'B1/水泵房', status: 'online', active_alarms: 0, open_work_orders: 0, next_maintenance: null,
  points: { flow: { kind: 'analog', unit: 'm3/h', value: 12.4, quality: 'good', time: '2026-11-20T19:12:00.000Z' } },
}

beforeEach(() => {
  now.value = Date.parse('2026-11-20T19:20:00.000Z')
  replaceAll([pump])
})
afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe('an alarm row', () => {
  it('carries what a test and an eye look for', () => {
    const row = show(AlarmRow, { alarm })
    expect(row.attributes()).toMatchObject({ 'data-testid': 'alarm-a1', 'data-state': 'unacked', 'data-rule': 'dry_run' })
    for (const text of ['P2', '无水空转', '×3', '1#生活水泵', '03:12:00', '未确认']) expect(row.text()).toContain(text)
    expect(row.find('.blink').exists()).toBe(true)
    expect(row.find('[data-testid=ack-a1]').exists()).toBe(true)
  })

  it('is still and offers nothing once acknowledged', () => {
    const row = show(AlarmRow, { alarm: { ...alarm, state: 'acked', acked_by: 'he-lin' } })
    expect(row.find('.blink').exists()).toBe(false)
    expect(row.text()).toContain('he-lin')
    expect(row.findAll('button')).toHaveLength(0)
  })

  it('offers the reset of a latched alarm', () => {
    expect(show(AlarmRow, { alarm: { ...alarm, state: 'latched' } }).find('[data-testid=reset-a1]').exists()).toBe(true)
  })

  it('of the site leads to no equipment', () => {
    const row = show(AlarmRow, { alarm: { ...alarm, equipment: '', rule: 'connection_down.line' } })
    expect(row.text()).toContain('全站')
    expect(row.findAllComponents(RouterLinkStub).map((link) => (link.props('to') as { name: string }).name)).toEqual(['alarm'])
  })

  it('acknowledges at one click', async () => {
    vi.spyOn(calls, 'alarm').mockResolvedValue({ body: alarm, etag: '"1"' })
    const send = vi.spyOn(calls, 'actOnAlarm').mockResolvedValue({ body: { ...alarm, state: 'acked' }, etag: '"2"' })
    await show(AlarmRow, { alarm }).find('[data-testid=ack-a1]').trigger('click')
    await flushPromises()
    expect(send).toHaveBeenCalledOnce()
  })
})

describe('an equipment row', () => {
  it('shows live values with their quality', async () => {
    const row = show(EquipmentRow, { id: 'pump-b1' })
    expect(row.attributes()).toMatchObject({ 'data-testid': 'equipment-pump-b1', 'data-quality': 'good', 'data-status': 'online' })
    expect(row.text()).toContain('12.4')
    applyChanges([{ equipment: 'pump-b1', point: 'flow', value: null, quality: 'bad', reason: 'timeout', time: '2026-11-20T19:13:00.000Z' }])
    await flushPromises()
    expect(row.attributes('data-quality')).toBe('bad')
    expect(row.text()).toContain('—')
  })
})

describe('a value', () => {
  it('is struck out with its reason when it is bad', () => {
    const figure = show(PointFigure, { id: 'flow', point: { value: 3, quality: 'bad', reason: 'connection_down', time: null }, why: true })
    expect(figure.classes()).toContain('bad')
    expect(figure.text()).toContain('无效 · 链路中断')
  })
})

describe('a clock', () => {
  it('counts down, and then says by how much it was missed', async () => {
    now.value = Date.parse('2026-11-21T00:00:00.000Z')
    const chip = show(ClockChip, { clock: { name: 'arrive', started_at: '', due_at: '2026-11-21T00:12:40.000Z', elapsed_s: 0, state: 'running' } })
    expect(chip.text()).toContain('到场 还剩 12:40')
    now.value += 780_000
    await flushPromises()
    expect(chip.text()).toContain('到场 超时 00:20')
    expect(chip.classes()).toContain('late')
  })

  it('of many days counts days', () => {
    now.value = Date.parse('2026-11-21T00:00:00.000Z')
    const chip = show(ClockChip, { clock: { name: 'settle', started_at: '', due_at: '2026-12-05T23:59:00.000Z', elapsed_s: 0, state: 'running' } })
    expect(chip.text()).toContain('还剩 14 天 23 小时')
  })
})

describe('what an order keeps quiet', () => {
  it('is said with its rules, its person and the time that is left, and is gone when that is over', async () => {
    const lockOut = { order: 'WX-7', rules: ['pump-b1/dry_run', 'pump-b1/trip', 'pump-b1/silent'], titles: { 'pump-b1/dry_run': { zh: '进水压力不足', en: 'No suction' } }, by: 'li-wei', reason: '换机封', from: '2026-11-20T19:00:00.000Z', until: '2026-11-20T20:20:00.000Z' }
    takeOrders([{ id: 'WX-7', number: 'WX-7', source: 'report', status: 'in_progress', equipment: 'pump-b1', title: 'x', lockout: lockOut }])
    const band = show(LockOutBand, {})
    for (const text of ['停用检修', '1#生活水泵', '进水压力不足、热继跳闸、通信中断', 'li-wei', '换机封', '还剩 1:00:00', 'WX-7']) expect(band.text()).toContain(text)
    now.value += 3_600_000
    await flushPromises()
    expect(band.find('section').exists()).toBe(false)
  })

  it('names at least one rule', async () => {
    const dialog = show(ActionDialog, { action: { action: 'lock_out', fields: [{ name: 'rules', kind: 'choices', required: true, choices: ['pump-b1/dry_run'] }, { name: 'reason', kind: 'text', required: true }] }, busy: false })
    await flushPromises()
    const form = document.querySelector('form')!
    form.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(dialog.emitted('act')).toBeUndefined()
  })
})

describe('a step that is entered afterwards', () => {
  it('says its true time in UTC, and nothing where it is taken now', async () => {
    const dialog = show(ActionDialog, { action: { action: 'accept', fields: [{ name: 'at', kind: 'time', required: false }] }, busy: false })
    await flushPromises()
    const form = document.querySelector('form')!
    form.dispatchEvent(new Event('submit'))
    await flushPromises()
    const field = document.querySelector<HTMLInputElement>('[data-testid=field-at]')!
    expect(field.type).toBe('datetime-local')
    field.value = '2026-11-23T09:30'
    field.dispatchEvent(new Event('input'))
    form.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(dialog.emitted('act')).toEqual([[{}], [{ at: new Date('2026-11-23T09:30').toISOString() }]])
  })
})

describe('the four pictures', () => {
  it.each([
    [0, '网关没有应答'],
    [403, '你的角色不能看这一页'],
    [500, '网关出错了（500）'],
  ])('failed with %i says what to do', (status, sentence) => {
    const picture = show(PictureState, { kind: 'failed', error: new ApiError({ status }) })
    expect(picture.text()).toContain(sentence)
    expect(picture.find('button').text()).toBe('重试')
  })
})

const order: Order = {
  id: 'WX-1', number: 'WX-1', source: 'alarm', status: 'triaged', equipment: 'pump-b1', title: 'x',
  allowed: [
    { action: 'accept' },
    { action: 'dispatch', fields: [{ name: 'assignee', kind: 'person', required: true }, { name: 'hours', kind: 'number' }] },
  ],
}

describe('the actions of an order', () => {
  it('are the ones that the gateway allows, in the words of the field', () => {
    const actions = show(OrderActions, { order, etag: '"1"' })
    expect(actions.findAll('button').map((button) => button.text())).toEqual(['接单', '派单'])
  })

  it('without fields are done at one tap, with the tag of what is shown', async () => {
    const send = vi.spyOn(calls, 'actOnOrder').mockResolvedValue({ body: order, etag: '"2"' })
    const actions = show(OrderActions, { order, etag: '"1"' })
    await actions.find('[data-testid=action-accept]').trigger('click')
    await flushPromises()
    expect(send).toHaveBeenCalledWith('WX-1', 'accept', {}, '"1"', expect.any(String))
    expect(actions.emitted('done')).toHaveLength(1)
  })

  it('repeat under the same key after a broken line, and under a new one after an answer', async () => {
    const send = vi.spyOn(calls, 'actOnOrder').mockRejectedValueOnce(new ApiError({ status: 0 })).mockRejectedValueOnce(new ApiError({ status: 409 })).mockResolvedValue({ body: order, etag: null })
    const actions = show(OrderActions, { order, etag: '"1"' })
    for (let tries = 0; tries < 3; tries++) {
      await actions.find('[data-testid=action-accept]').trigger('click')
      await flushPromises()
    }
    const keys = send.mock.calls.map((call) => call[4])
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[1])
  })

  it('ask for a fresh look when somebody else changed the order', async () => {
    vi.spyOn(calls, 'actOnOrder').mockRejectedValue(new ApiError({ status: 412 }))
    const actions = show(OrderActions, { order, etag: '"1"' })
    await actions.find('[data-testid=action-accept]').trigger('click')
    await flushPromises()
    expect(actions.emitted('changed')).toHaveLength(1)
  })
})

describe('the dialogue of an action', () => {
  const dialogue = () => {
    const wrapper = show(ActionDialog, { action: order.allowed![1], busy: false })
    const input = (name: string) => document.querySelector<HTMLInputElement>(`[data-testid=field-${name}]`)!
    const type = (name: string, text: string) => {
      input(name).value = text
      input(name).dispatchEvent(new Event('input'))
    }
    return { wrapper, type, send: () => document.querySelector('form')!.dispatchEvent(new Event('submit')) }
  }

  it('does not send without what is required, and says what', async () => {
    const { wrapper, send } = dialogue()
    await flushPromises()
    send()
    await flushPromises()
    expect(wrapper.emitted('act')).toBeUndefined()
    expect(document.body.textContent).toContain('请填写负责人。')
  })

  it('sends numbers as numbers and leaves out what is empty', async () => {
    const { wrapper, type, send } = dialogue()
    await flushPromises()
    type('assignee', ' li-wei ')
    send()
    type('hours', '1.5')
    send()
    await flushPromises()
    expect(wrapper.emitted('act')!.map(([fields]) => fields)).toEqual([{ assignee: 'li-wei' }, { assignee: 'li-wei', hours: 1.5 }])
  })
})
