import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import type { Equipment, Permit } from '@/api/types'
import ActionDialog from '@/components/ActionDialog.vue'
import PermitBand from '@/components/PermitBand.vue'
import PermitPanel from '@/components/PermitPanel.vue'
import { issued, issueForm } from '@/composables/permitting'
import { now } from '@/composables/time'
import { i18n } from '@/i18n'
import { takeMessages } from '@/stores/live'
import { covers, standingPermits, takePermits, unlookedPermits } from '@/stores/permits'
import { replaceAll } from '@/stores/plant'
import { signIn } from '@/stores/session'
import { site } from '@/stores/site'

const NOW = '2026-11-22T19:00:00.000Z'
const permit = (over: Partial<Permit> = {}): Permit => ({
  id: 'ZY-20261123-001', kind: 'hot_work', area: null, equipment: 'fire-1', work: '焊接支架', holder: '张强', watch: '李伟', from: '2026-11-22T18:00:00.000Z', until: '2026-11-22T20:00:00.000Z', issued_by: 'zhao-min', ended_at: null,
  ...over,
})
const one = (id: string, over: Partial<Equipment> = {}): Equipment => ({ id, name: { zh: `名${id}`, en: id }, class: 'pump', status: 'online', points: {}, active_alarms: 0, open_work_orders: 0, next_maintenance: null, ...over })

async function signedInAs(role: string): Promise<void> {
  vi.spyOn(calls, 'signIn').mockResolvedValue({ user: role, roles: [role] } as never)
  await signIn(role, 'x')
}
const show = (component: Component, props: object = {}) => mount(component, { props, global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })
const press = async (testid: string) => {
  document.querySelector<HTMLElement>(`[data-testid=${testid}]`)!.click()
  await vi.dynamicImportSettled()
  await flushPromises()
}

beforeEach(() => {
  now.value = Date.parse(NOW)
  replaceAll([one('fire-1', { area: 'b1' }), one('loop-1', { parent: 'fire-1' }), one('pump-1', { area: 'b1' })])
  site.value = { id: 's', name: 's', timezone: 'Asia/Shanghai', language: 'zh', areas: [{ id: 'b1', name: '地下一层' }], version: '1' }
  takePermits([permit(), permit({ id: 'ZY-20261123-002', kind: 'isolation', ended_at: NOW })])
})
afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe('a permit', () => {
  it.each([
    ['fire-1', { equipment: 'fire-1' }, true],
    ['loop-1', { equipment: 'fire-1' }, true],
    ['pump-1', { equipment: 'fire-1' }, false],
    ['pump-1', { equipment: null, area: 'b1' }, true],
    ['loop-1', { equipment: null, area: 'b1' }, false],
  ])('is over %s where it says %o: %s', (equipment, where, over) => {
    expect(covers(permit(where), equipment)).toBe(over)
  })

  it.each([
    [{ until: NOW }, false],
    [{ from: '2026-11-22T19:00:01.000Z' }, false],
    [{ ended_at: '2026-11-22T18:30:00.000Z' }, false],
    [{}, true],
  ])('with %o is in force: %s', (over, standing) => {
    takePermits([permit(over)])
    expect(standingPermits.value.length).toBe(standing ? 1 : 0)
  })

  it('is heard of on the live link', () => {
    takeMessages([{ type: 'permit', permit: permit({ id: 'ZY-20261123-002', until: '2026-11-22T19:30:00.000Z' }) }])
    expect(standingPermits.value.map((other) => other.id)).toEqual(['ZY-20261123-002', 'ZY-20261123-001'])
    takeMessages([{ type: 'permit', permit: permit({ id: 'ZY-20261123-002', ended_at: NOW }) }])
    expect(standingPermits.value).toHaveLength(1)
  })
})

describe('the band of permits', () => {
  it('says what is done where, by whom and for how long, and is gone with its time', async () => {
    await signedInAs('technician')
    const band = show(PermitBand)
    for (const words of ['动火作业', '名fire-1', '焊接支架', '作业 张强', '监护 李伟', '还剩 1:00:00', 'ZY-20261123-001']) expect(band.text()).toContain(words)
    expect(band.find('[data-testid=end-ZY-20261123-001]').exists()).toBe(false)
    now.value += 3_600_000
    await flushPromises()
    expect(band.find('[data-testid=permits]').exists()).toBe(false)
  })

  it('lets the control room end one, under the same key when nobody answered', async () => {
    await signedInAs('operator')
    const end = vi.spyOn(calls, 'endPermit').mockRejectedValueOnce(new ApiError({ status: 0 })).mockResolvedValue(permit({ ended_at: NOW }))
    const band = show(PermitBand)
    await press('end-ZY-20261123-001')
    await press('action-confirm')
    await press('action-confirm')
    expect(end.mock.calls.map(([id]) => id)).toEqual(['ZY-20261123-001', 'ZY-20261123-001'])
    expect(end.mock.calls[0]![2]).toBe(end.mock.calls[1]![2])
    expect(band.find('[data-testid=permits]').exists()).toBe(false)
  })
})

describe('hot work that is over', () => {
  const HOUR = 3_600_000
  const over = (hours: number): string => new Date(Date.parse(NOW) - hours * HOUR).toISOString()

  it.each([
    [{ ended_at: over(0) }, true],
    [{ ended_at: over(23.9), from: over(30) }, true],
    [{ ended_at: over(24), from: over(30) }, false],
    [{ until: over(0.5), from: over(3) }, true],
    [{ ended_at: over(2), from: over(3), kind: 'isolation' as const }, false],
    [{ ended_at: over(2), from: over(1) }, false],
    [{ ended_at: over(2), from: over(3), second_look: { state: 'done' as const, from: over(1), at: over(0), by: 'li-wei', note: '无' } }, false],
    [{}, false],
  ])('with %o waits for a second look: %s', (facts, waits) => {
    takePermits([permit(facts)])
    expect(unlookedPermits.value.length).toBe(waits ? 1 : 0)
  })

  it('is looked at an hour later, and what was found is written down', async () => {
    await signedInAs('technician')
    takePermits([permit({ ended_at: over(0.5), from: over(3) })])
    const look = vi.spyOn(calls, 'lookAfterPermit').mockResolvedValue(permit({ ended_at: over(0), second_look: { state: 'done', from: NOW, at: NOW, by: 'li-wei', note: '无阴燃' } }))
    const band = show(PermitBand)
    for (const words of ['动火后待复查', '名fire-1', '焊接支架', '监护 李伟', '30:00 后复查']) expect(band.text()).toContain(words)
    expect(document.querySelector('[data-testid=looked-ZY-20261123-001]')).toBeNull()
    now.value += HOUR / 2
    await flushPromises()
    expect(band.text()).toContain('现在复查')
    await press('looked-ZY-20261123-001')
    expect(document.body.textContent).toContain('现场情况')
    await press('action-confirm')
    expect(look).not.toHaveBeenCalled()
    band.findComponent(ActionDialog).vm.$emit('act', { note: '无阴燃' })
    await flushPromises()
    expect(look.mock.calls.map(([id, told]) => [id, told])).toEqual([['ZY-20261123-001', { note: '无阴燃' }]])
    expect(band.find('[data-testid=second-looks]').exists()).toBe(false)
  })

  it('is only seen by whoever does not look', async () => {
    await signedInAs('desk')
    takePermits([permit({ ended_at: over(2), from: over(3) })])
    expect(show(PermitBand).text()).toContain('现在复查')
    expect(document.querySelector('[data-testid=looked-ZY-20261123-001]')).toBeNull()
  })
})

describe('the permits of an equipment', () => {
  it('are those over it, and none are given by who may not', async () => {
    await signedInAs('operator')
    expect(show(PermitPanel, { equipment: 'loop-1' }).text()).toContain('ZY-20261123-001')
    expect(show(PermitPanel, { equipment: 'pump-1' }).text()).not.toContain('ZY-20261123-001')
    expect(document.querySelector('[data-testid=issue-permit]')).toBeNull()
  })

  it('are given for the equipment or for its area, from now on', () => {
    expect(issueForm('fire-1').fields!.find((field) => field.name === 'place')!.choices).toHaveLength(2)
    expect(issueForm('loop-1').fields!.find((field) => field.name === 'place')!.choices).toHaveLength(1)
    const told = { kind: 'hot_work', holder: '张强', watch: '李伟', hours: '4' }
    expect(issued('fire-1', { ...told, place: 'equipment' }, Date.parse(NOW))).toEqual({ kind: 'hot_work', holder: '张强', watch: '李伟', equipment: 'fire-1', until: '2026-11-22T23:00:00.000Z' })
    expect(issued('fire-1', { ...told, place: 'area' }, Date.parse(NOW))).toMatchObject({ area: 'b1' })
  })

  it('want to know what is done, where, by whom and for how long', async () => {
    await signedInAs('supervisor')
    const issue = vi.spyOn(calls, 'issuePermit')
    show(PermitPanel, { equipment: 'fire-1' })
    await press('issue-permit')
    for (const words of ['作业种类', '范围', '作业内容', '作业人', '监护人（动火必填）', '时长']) expect(document.body.textContent).toContain(words)
    document.querySelector('form')!.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(issue).not.toHaveBeenCalled()
  })
})
