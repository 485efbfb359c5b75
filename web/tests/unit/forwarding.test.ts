import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as calls from '@/api/calls'
import type { Forwarding } from '@/api/forwarding'
import ForwardingPanel from '@/components/ForwardingPanel.vue'
import { now } from '@/composables/time'
import { i18n } from '@/i18n'

const up: Forwarding = { configured: true, target: 'http://influxdb:8086', state: 'up', waiting: 12, gap: 0, forwarded: 1_234_567, refused: 0, missing: 0, quarantine: [] }

async function shown(answer: Forwarding) {
  vi.spyOn(calls, 'forwarding').mockResolvedValue(answer)
  const panel = mount(ForwardingPanel, { global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } } })
  await flushPromises()
  return panel
}

beforeEach(() => {
  vi.useFakeTimers()
  now.value = Date.parse('2026-11-20T19:20:00.000Z')
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the forwarding of the history', () => {
  it('is not there where the site forwards nothing', async () => {
    expect((await shown({ configured: false })).find('[data-testid=forwarding]').exists()).toBe(false)
  })

  it('says how far it is, and nothing of what is well', async () => {
    const panel = await shown(up)
    expect(panel.get('[data-testid=forwarding]').attributes('data-state')).toBe('up')
    for (const part of ['正常', 'http://influxdb:8086', '1,234,567 条']) expect(panel.text()).toContain(part)
    for (const part of ['拒收', '中断', '已不在历史中']) expect(panel.text()).not.toContain(part)
  })

  it('says since when and why it waits', async () => {
    const panel = await shown({ ...up, state: 'waiting', since: '2026-11-20T19:10:00.000Z', reason: '401 unauthorized' })
    for (const part of ['等待恢复', '10 分钟前', '401 unauthorized']) expect(panel.text()).toContain(part)
  })

  it('says what an outage left, and that new data go first', async () => {
    const panel = await shown({ ...up, state: 'catching_up', waiting: 600, gap: 588 })
    for (const part of ['补传中', '588 条', '新数据照常先传']) expect(panel.text()).toContain(part)
  })

  it('shows what was refused, in the words of the other side', async () => {
    const panel = await shown({ ...up, refused: 1, quarantine: [{ equipment: 'pump-b1', point: 'flow', time: '2026-11-20T19:00:00.000Z', value: 12.5, reason: 'field type conflict', refused_at: '2026-11-20T19:10:00.000Z' }] })
    expect(panel.get('[data-testid=quarantine]').text()).toContain('pump-b1/flow')
    for (const part of ['12.5', 'field type conflict', '1 条']) expect(panel.text()).toContain(part)
  })

  it('looks again by itself, until it is left', async () => {
    const panel = await shown(up)
    vi.mocked(calls.forwarding).mockResolvedValue({ ...up, state: 'waiting', reason: 'connection refused' })
    await vi.advanceTimersByTimeAsync(5_000)
    await flushPromises()
    expect(panel.text()).toContain('connection refused')
    const asked = vi.mocked(calls.forwarding).mock.calls.length
    panel.unmount()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(vi.mocked(calls.forwarding).mock.calls.length).toBe(asked)
  })
})
