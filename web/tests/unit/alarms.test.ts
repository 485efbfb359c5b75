import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import type { Alarm } from '@/api/types'
import { act, activeAlarms, alarmById, alarms, alarmsByEquipment, byUrgency, canReset, foldedBy, isFolded, needsAcknowledge, takeAlarms } from '@/stores/alarms'
import { emptySentence, isPinned } from '@/stores/pinned'

const anAlarm = (id: string, more: Partial<Alarm> = {}): Alarm => ({
  id, equipment: 'pump-b1', rule: 'dry_run', priority: 'P2', life_safety: false, state: 'unacked', raised_at: '2026-11-21T03:12:00.000Z', occurrences: 1, ...more,
})

const list = vi.spyOn(calls, 'standingAlarms')
const one = vi.spyOn(calls, 'alarm')
const send = vi.spyOn(calls, 'actOnAlarm')

beforeEach(async () => {
  list.mockResolvedValue([])
  await alarms.refresh()
})
afterEach(() => vi.resetAllMocks())

describe('the alarm list', () => {
  it('puts life safety first, then priority, then what nobody has acknowledged, then the newest', () => {
    const sorted = [
      anAlarm('old', { priority: 'P2', state: 'acked', raised_at: '2026-11-21T01:00:00.000Z' }),
      anAlarm('shelved', { priority: 'P1', state: 'shelved' }),
      anAlarm('p3', { priority: 'P3' }),
      anAlarm('new', { priority: 'P2', state: 'acked', raised_at: '2026-11-21T02:00:00.000Z' }),
      anAlarm('open', { priority: 'P2' }),
      anAlarm('life', { priority: 'P2', life_safety: true, state: 'acked' }),
      anAlarm('p1', { priority: 'P1', state: 'acked' }),
    ].sort(byUrgency)
    expect(sorted.map((alarm) => alarm.id)).toEqual(['life', 'p1', 'open', 'new', 'old', 'p3', 'shelved'])
  })

  it('folds what a cause hides under it, and shows it again with the cause gone', () => {
    const hidden = (id: string, by: string) => anAlarm(id, { equipment: id, state: 'suppressed', axes: { condition: true, acknowledged: false, latched: false, suppressed_by: by, quality: 'good' } })
    takeAlarms([anAlarm('feeder', { equipment: 'feeder-1', rule: 'dead' }), hidden('lift', 'feeder-1/dead'), hidden('pump', 'feeder-1/dead'), hidden('door', 'WX-20261121-001')])
    const folded = () => activeAlarms.value.filter(isFolded).map((alarm) => alarm.id)
    expect(folded().sort()).toEqual(['lift', 'pump'])
    expect(foldedBy.value.get('feeder-1/dead')).toHaveLength(2)
    takeAlarms([anAlarm('feeder', { equipment: 'feeder-1', rule: 'dead', state: 'normal' })])
    expect(folded()).toEqual([])
  })

  it('folds under a cause of no equipment, a connection', () => {
    takeAlarms([
      anAlarm('line', { equipment: '', rule: 'connection_down.line' }),
      anAlarm('pump', { state: 'suppressed', axes: { condition: true, acknowledged: false, latched: false, suppressed_by: 'connection_down.line', quality: 'good' } }),
    ])
    expect(activeAlarms.value.filter(isFolded).map((alarm) => alarm.id)).toEqual(['pump'])
  })

  it('is never called quiet while its alarms stand in the frame above', () => {
    expect(emptySentence(activeAlarms.value, 'alarm.none')).toBe('alarm.none')
    takeAlarms([anAlarm('trapped', { life_safety: true, priority: 'P1' })])
    expect(isPinned('trapped')).toBe(true)
    expect(emptySentence(activeAlarms.value, 'alarm.none')).toBe('alarm.allAbove')
    takeAlarms([anAlarm('trapped', { state: 'normal' })])
    expect(emptySentence(activeAlarms.value, 'alarm.none')).toBe('alarm.none')
  })

  it('lets go of an alarm that the live link says is normal', () => {
    takeAlarms([anAlarm('a')])
    expect(activeAlarms.value.map((alarm) => alarm.id)).toEqual(['a'])
    takeAlarms([anAlarm('a', { state: 'normal' })])
    expect(activeAlarms.value).toEqual([])
  })

  it('counts by equipment and names the gravest', () => {
    takeAlarms([anAlarm('a', { priority: 'P3' }), anAlarm('b', { priority: 'P1' }), anAlarm('c', { equipment: 'lift-a1' })])
    expect(alarmsByEquipment.value.get('pump-b1')).toMatchObject({ count: 2, worst: { id: 'b' } })
  })

  it('does not lose an alarm that comes while the list is fetched', async () => {
    let answer: (list: Alarm[]) => void = () => {}
    list.mockReturnValue(new Promise((resolve) => (answer = resolve)))
    const fetching = alarms.refresh()
    takeAlarms([anAlarm('live', { state: 'acked' })])
    answer([anAlarm('live'), anAlarm('listed')])
    await fetching
    expect(alarmById('live')!.state).toBe('acked')
    expect(alarmById('listed')).toBeDefined()
  })

  it.each([
    ['unacked', true, false],
    ['rtn_unacked', true, false],
    ['acked', false, false],
    ['latched', false, true],
    ['shelved', false, false],
    ['suppressed', false, false],
    ['out_of_service', false, false],
    ['normal', false, false],
  ] as const)('offers in state %s acknowledge: %s, reset: %s', (state, acknowledge, reset) => {
    const alarm = anAlarm('a', { state })
    expect([needsAcknowledge(alarm), canReset(alarm)]).toEqual([acknowledge, reset])
  })

  it('offers both where the latched alarm was never acknowledged', () => {
    const alarm = anAlarm('a', { state: 'latched', axes: { condition: false, acknowledged: false, latched: true } })
    expect([needsAcknowledge(alarm), canReset(alarm)]).toEqual([true, true])
  })
})

describe('acting on an alarm', () => {
  it('sends the tag of what was just read, and shows the answer', async () => {
    one.mockResolvedValue({ body: anAlarm('a'), etag: '"7"' })
    send.mockResolvedValue({ body: anAlarm('a', { state: 'acked' }), etag: '"8"' })
    await act(anAlarm('a'), 'acknowledge')
    expect(send).toHaveBeenCalledWith('a', 'acknowledge', '"7"', expect.stringMatching(/^[0-9a-f-]{36}$/))
    expect(alarmById('a')!.state).toBe('acked')
  })

  it('sends nothing when somebody else was faster', async () => {
    one.mockResolvedValue({ body: anAlarm('a', { state: 'acked', acked_by: 'he-lin' }), etag: '"7"' })
    await act(anAlarm('a'), 'acknowledge')
    expect(send).not.toHaveBeenCalled()
    expect(alarmById('a')!.acked_by).toBe('he-lin')
  })

  it('looks again when it changed in between, under the same key', async () => {
    one.mockResolvedValueOnce({ body: anAlarm('a'), etag: '"7"' }).mockResolvedValueOnce({ body: anAlarm('a', { occurrences: 2 }), etag: '"8"' })
    send.mockRejectedValueOnce(new ApiError({ status: 412 })).mockResolvedValueOnce({ body: anAlarm('a', { state: 'acked' }), etag: '"9"' })
    await act(anAlarm('a'), 'acknowledge')
    expect(send.mock.calls.map((call) => call[2])).toEqual(['"7"', '"8"'])
    expect(send.mock.calls[0]![3]).toBe(send.mock.calls[1]![3])
  })

  it('passes a refusal on', async () => {
    one.mockResolvedValue({ body: anAlarm('a', { state: 'latched' }), etag: '"7"' })
    send.mockRejectedValue(new ApiError({ status: 409, detail: 'still active' }))
    await expect(act(anAlarm('a', { state: 'latched' }), 'reset')).rejects.toThrow('still active')
  })
})
