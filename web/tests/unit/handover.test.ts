import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import * as api from '@/api/handover'
import type { HandoverItem, HandoverPage, HandoverSignature, LogLine } from '@/api/handover'
import { ApiError } from '@/api/http'
import '@/components/HandoverSign.vue'
import ControlLog from '@/components/ControlLog.vue'
import HandoverPanel from '@/components/HandoverPanel.vue'
import HandoverPageView from '@/pages/HandoverPage.vue'
import { now } from '@/composables/time'
import { i18n } from '@/i18n'
import { takeMessages } from '@/stores/live'
import { forget, signIn } from '@/stores/session'
import * as calls from '@/api/calls'

const AT = '2026-11-23T12:00:00.000Z'
const item = (over: Partial<HandoverItem> = {}): HandoverItem => ({ section: 'order', subject: 'WX-1', text: { zh: '漏水', en: 'leak' }, equipment: null, state: 'on_hold', person: 'li-wei', since: AT, until: null, overdue: true, ...over })
const signature = (over: Partial<HandoverSignature> = {}): HandoverSignature => ({ person: 'qian-yu', at: AT, remarks: '两把钥匙未还', strokes: 'M1 2 L3 4', sha256: 'ab'.repeat(32), intact: true, stood: [item()], ...over })
const page = (over: Partial<HandoverPage> = {}): HandoverPage => ({ id: '2026-11-23.day', day: '2026-11-23', shift: 'day', from: '2026-11-23T00:00:00.000Z', at: AT, state: 'open', next: 'left', whose: ['qian-yu'], left: null, taken: null, stands: [item()], changes: [], ...over })
const line = (over: Partial<LogLine> = {}): LogLine => ({ number: 1, at: AT, happened_at: null, person: 'he-lin', text: '试铃正常', corrects: null, ...over })
const show = (component: Component, props: object = {}) => mount(component, { props, global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })
const click = async (selector: string): Promise<void> => {
  document.querySelector<HTMLElement>(selector)!.click()
  await vi.dynamicImportSettled()
  await flushPromises()
}

beforeEach(async () => {
  now.value = Date.parse(AT)
  vi.spyOn(calls, 'signIn').mockResolvedValue({ user: 'he-lin', roles: ['operator'] } as never)
  await signIn('he-lin', 'x')
})
afterEach(() => {
  forget()
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe('a page of the handover book', () => {
  it('shows what stands, section by section, and says where nothing does', async () => {
    vi.spyOn(api, 'handoverPage').mockResolvedValue({ body: page(), etag: '"a"' })
    const shown = show(HandoverPageView, { id: '2026-11-23.day' })
    await flushPromises()
    expect(shown.find('[data-section=order]').text()).toContain('漏水')
    expect(shown.find('[data-section=order]').text()).toContain('超时')
    expect(shown.find('[data-section=alarm]').text()).toContain('无')
    expect(shown.find('[data-testid=handover-changes]').exists()).toBe(false)
  })

  it('is signed with what was shown, under one key until the gateway answered', async () => {
    vi.spyOn(api, 'handoverPage').mockResolvedValue({ body: page(), etag: '"a"' })
    const sent: unknown[][] = []
    vi.spyOn(api, 'signHandover').mockImplementation(async (...said) => {
      sent.push(said)
      if (sent.length === 1) throw new ApiError({ status: 0 })
      return { body: page({ state: 'left', next: 'taken', left: signature() }), etag: '"b"' }
    })
    const shown = show(HandoverPageView, { id: '2026-11-23.day' })
    await flushPromises()
    await click('[data-testid=handover-ask]')
    await click('[data-testid=handover-save]')
    await click('[data-testid=handover-save]')
    expect(sent.map((said) => said.slice(0, 3))).toEqual(Array(2).fill(['2026-11-23.day', { part: 'left' }, '"a"']))
    expect(sent[0]![3]).toBe(sent[1]![3])
    expect(shown.find('[data-testid=signed-left]').text()).toContain('两把钥匙未还')
    shown.unmount()
  }, 20_000)

  it('is not taken over by the one who left, and asks another for his password', async () => {
    vi.spyOn(api, 'handoverPage').mockResolvedValue({ body: page({ state: 'left', next: 'taken', left: signature({ person: 'he-lin' }) }), etag: '"a"' })
    const spy = vi.spyOn(api, 'signHandover')
    const shown = show(HandoverPageView, { id: '2026-11-23.day' })
    await flushPromises()
    await click('[data-testid=handover-ask]')
    await click('[data-testid=handover-save]')
    expect(spy).not.toHaveBeenCalled()
    expect(document.querySelector('[data-testid=handover-sign]')!.textContent).toContain('接班人须是另一人')
    shown.unmount()
  }, 20_000)

  it('shows what has changed since it was left, who is late, and what was tampered with', async () => {
    const gone = { kind: 'gone' as const, item: item({ section: 'alarm', text: { zh: '困人', en: 'trapped' } }), before: null }
    vi.spyOn(api, 'handoverPage').mockResolvedValue({ body: page({ state: 'missing', next: 'taken', left: signature({ intact: false }), changes: [gone] }), etag: null })
    const shown = show(HandoverPageView, { id: '2026-11-23.day' })
    await flushPromises()
    expect(shown.find('[data-testid=handover-changes]').text()).toContain('已消除')
    expect(shown.find('.late').text()).toContain('qian-yu')
    expect(shown.find('.broken').exists()).toBe(true)
    expect(shown.find('svg path').attributes('d')).toBe('M1 2 L3 4')
  })

  it('is on the overview while it waits for a signature, and gone when both are there', async () => {
    const list = vi.spyOn(api, 'handoverPages').mockResolvedValue([page()])
    const panel = show(HandoverPanel)
    await flushPromises()
    expect(panel.text()).toContain('待交班')
    list.mockResolvedValue([page({ state: 'handed_over', next: null })])
    takeMessages([{ type: 'handover', page: '2026-11-23.day' }])
    await flushPromises()
    expect(panel.find('[data-testid=handover-panel]').exists()).toBe(false)
  })
})

describe('the log', () => {
  it('takes lines, hears of others, and shows which were corrected', async () => {
    vi.spyOn(api, 'logLines').mockResolvedValue({ items: [line()], next: null })
    const spy = vi.spyOn(api, 'writeLog').mockResolvedValue(line({ number: 2, text: '试铃无声', corrects: 1 }))
    const log = show(ControlLog)
    await flushPromises()
    await log.find('[data-testid=correct-1]').trigger('click')
    await log.find('[data-testid=log-text]').setValue('试铃无声')
    await log.find('form').trigger('submit')
    await flushPromises()
    expect(spy.mock.calls[0]![0]).toEqual({ text: '试铃无声', corrects: 1 })
    expect(log.find('[data-line="1"]').classes()).toContain('replaced')
    takeMessages([{ type: 'control_log', line: line({ number: 3, text: '送检' }) }])
    await flushPromises()
    expect(log.findAll('[data-line]').map((one) => one.attributes('data-line'))).toEqual(['3', '2', '1'])
  })
})
