import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import * as api from '@/api/patrols'
import type { Walk } from '@/api/patrols'
import { ApiError } from '@/api/http'
import '@/components/ActionDialog.vue'
import PatrolPanel from '@/components/PatrolPanel.vue'
import WalkCard from '@/components/WalkCard.vue'
import { now } from '@/composables/time'
import { i18n } from '@/i18n'
import { takeMessages } from '@/stores/live'
import { missing, standing, takeWalks, todaysWalks } from '@/stores/patrols'

const proof = { time: '2026-11-23T04:01:00.000Z', how: 'card' as const, by: 'G3', result: 'ok' as const, late: false, note: null, work_order: null }
const walk = (over: Partial<Walk> = {}): Walk => ({
  id: 'night.20261123T040000Z', route: 'night', nominal: '2026-11-23T04:00:00.000Z', from: '2026-11-23T03:30:00.000Z', until: '2026-11-23T04:30:00.000Z', end: '2026-11-23T05:00:00.000Z', state: 'planned',
  checkpoints: [{ equipment: 'pump-b1', proof }, { equipment: 'lift-a1', proof: null }],
  ...over,
})
const show = (component: Component, props: object = {}) => mount(component, { props, global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })

beforeEach(() => {
  now.value = Date.parse('2026-11-23T04:05:00.000Z')
})
afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe('a walk', () => {
  it.each([
    ['2026-11-23T03:29:59.000Z', 'planned'],
    ['2026-11-23T03:30:00.000Z', 'open'],
    ['2026-11-23T04:30:01.000Z', 'overdue'],
  ])('at %s is %s', (time, state) => {
    now.value = Date.parse(time)
    expect(standing(walk())).toBe(state)
    expect(standing(walk({ state: 'missed' }))).toBe('missed')
  })

  it('is heard of on the live link and shown on the overview until it is done', async () => {
    takeMessages([{ type: 'patrol', walk: walk() }])
    expect(todaysWalks.value.map(missing)).toEqual([1])
    const panel = show(PatrolPanel)
    expect(panel.text()).toContain('night 12:00')
    expect(panel.text()).toContain('1/2')
    takeMessages([{ type: 'patrol', walk: walk({ state: 'done' }) }])
    await flushPromises()
    expect(panel.find('[data-testid=patrol-panel]').exists()).toBe(false)
  })

  it('takes a word at each checkpoint that lacks one, with the same key until it got through', async () => {
    const keys: string[] = []
    const spy = vi.spyOn(api, 'prove').mockImplementation(async (_walk, _equipment, _said, key) => {
      keys.push(key)
      if (keys.length === 1) throw new ApiError({ status: 0, detail: 'no signal' })
      return walk({ state: 'done', checkpoints: [{ equipment: 'pump-b1', proof }, { equipment: 'lift-a1', proof }] })
    })
    takeWalks([walk()])
    const card = show(WalkCard, { walk: walk() })
    expect(card.find('[data-testid=ok-pump-b1]').exists()).toBe(false)
    expect(card.text()).toContain('12:01')
    await card.find('[data-testid=ok-lift-a1]').trigger('click')
    await flushPromises()
    await card.find('[data-testid=ok-lift-a1]').trigger('click')
    await flushPromises()
    expect(keys[0]).toBe(keys[1])
    expect(spy.mock.calls[1]!.slice(0, 3)).toEqual(['night.20261123T040000Z', 'lift-a1', { result: 'ok' }])
    expect(todaysWalks.value[0]!.state).toBe('done')
  })

  it('asks what was found before it makes an order', async () => {
    const spy = vi.spyOn(api, 'prove').mockResolvedValue(walk())
    const card = show(WalkCard, { walk: walk() })
    await card.find('[data-testid=finding-lift-a1]').trigger('click')
    await vi.dynamicImportSettled()
    await flushPromises()
    document.querySelector<HTMLFormElement>('#action-form')!.requestSubmit()
    await flushPromises()
    expect(spy).not.toHaveBeenCalled()
    const note = document.querySelector<HTMLTextAreaElement>('[data-testid=field-note]')!
    note.value = '门机异响'
    note.dispatchEvent(new Event('input'))
    await flushPromises()
    document.querySelector<HTMLFormElement>('#action-form')!.requestSubmit()
    await flushPromises()
    expect(spy.mock.calls[0]!.slice(0, 3)).toEqual(['night.20261123T040000Z', 'lift-a1', { result: 'finding', note: '门机异响' }])
    card.unmount()
    await flushPromises()
  }, 20_000)

  it('that is over takes no more words', () => {
    expect(show(WalkCard, { walk: walk({ state: 'missed' }) }).findAll('button')).toHaveLength(0)
  })
})
