import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as calls from '@/api/calls'
import type { Alarm } from '@/api/types'
import { alarmById, alarms, takeAlarms } from '@/stores/alarms'
import { floodFetch, floodSince, leads, sifted, takeFlood, wholeFlood } from '@/stores/flood'
import { takeMessages } from '@/stores/live'

const SINCE = '2026-11-22T03:12:00.000Z'
const anAlarm = (id: string, more: Partial<Alarm> = {}): Alarm => ({
  id, equipment: 'pump-b1', rule: 'dry_run', priority: 'P3', life_safety: false, state: 'unacked', raised_at: SINCE, occurrences: 1, first_out: null, ...more,
})

const LIST = [
  anAlarm('life', { priority: 'P4', life_safety: true, first_out: false }),
  anAlarm('p1', { priority: 'P1', first_out: false }),
  anAlarm('p2', { priority: 'P2', first_out: false }),
  anAlarm('first', { first_out: true }),
  anAlarm('alone'),
  anAlarm('follows', { first_out: false }),
  anAlarm('untold', { first_out: undefined }),
]

beforeEach(async () => {
  vi.spyOn(calls, 'standingAlarms').mockResolvedValue([])
  await alarms.refresh()
  takeFlood(null)
})

describe('a flood of alarms', () => {
  it('leaves out what follows from others, and nothing that cannot wait', () => {
    expect(sifted(LIST)).toEqual(LIST)
    takeFlood(SINCE)
    expect(sifted(LIST).map((alarm) => alarm.id)).toEqual(['life', 'p1', 'p2', 'first', 'alone', 'untold'])
    expect(leads(anAlarm('follows', { first_out: false }))).toBe(false)
  })

  it('shows all of it to who wants to see it, until the next one', () => {
    takeFlood(SINCE)
    wholeFlood.value = true
    expect(sifted(LIST)).toHaveLength(LIST.length)
    takeFlood(SINCE)
    expect(wholeFlood.value).toBe(true)
    takeFlood(null)
    takeFlood('2026-11-22T05:00:00.000Z')
    expect(sifted(LIST)).toHaveLength(LIST.length - 1)
  })

  it('is heard of by the live link, with the place of each alarm', () => {
    takeAlarms([anAlarm('trip')])
    takeMessages([
      { type: 'first_out', alarm: 'trip', first_out: true },
      { type: 'alarm', alarm: anAlarm('pressure', { first_out: false }) },
      { type: 'first_out', alarm: 'nobody-knows', first_out: false },
      { type: 'flood', since: SINCE },
    ])
    expect(alarmById('trip')?.first_out).toBe(true)
    expect(alarmById('pressure')?.first_out).toBe(false)
    expect(alarmById('nobody-knows')).toBeUndefined()
    expect(floodSince.value).toBe(SINCE)
  })

  it('keeps what a batch says of an alarm in its order', () => {
    takeMessages([
      { type: 'alarm', alarm: anAlarm('trip') },
      { type: 'first_out', alarm: 'trip', first_out: true },
    ])
    expect(alarmById('trip')?.first_out).toBe(true)
  })

  it('is known to a page that opens in the middle of it', async () => {
    vi.spyOn(calls, 'alarmFigures').mockResolvedValue({ flood: { since: SINCE } })
    await floodFetch.refresh()
    expect(floodSince.value).toBe(SINCE)
  })
})
