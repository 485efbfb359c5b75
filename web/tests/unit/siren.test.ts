import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Alarm, Notification } from '@/api/types'
import { takeAlarms } from '@/stores/alarms'
import { called, sounding } from '@/stores/siren'

const alarm = (id: string, state: Alarm['state']): Alarm => ({
  id,
  equipment: 'lift-a1',
  rule: 'entrapment',
  priority: 'P1',
  life_safety: true,
  state,
  raised_at: '2026-11-21T03:12:00.000Z',
  occurrences: 1,
})

const call = (kind: 'alarm' | 'test', ...alarms: string[]): Notification => ({
  id: 'd1',
  channel: 'wall',
  recipient: null,
  kind,
  step: 1,
  priority: 'P1',
  title: '',
  text: '',
  alarms,
  state: 'waiting',
  failing: false,
  attempts: 0,
  created_at: '2026-11-21T03:12:00.000Z',
  next_at: null,
  ended_at: null,
  answer: null,
})

describe('the siren', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.runAllTimers()
    vi.useRealTimers()
  })

  it('sounds until the alarm that called is acknowledged', () => {
    takeAlarms([alarm('s1', 'unacked')])
    expect(sounding.value).toBe(false)
    called(call('alarm', 's1'))
    vi.advanceTimersByTime(60_000)
    expect(sounding.value).toBe(true)
    takeAlarms([alarm('s1', 'acked')])
    expect(sounding.value).toBe(false)
  })

  it('sounds on for the second of two', () => {
    takeAlarms([alarm('s2', 'unacked'), alarm('s3', 'unacked')])
    called(call('alarm', 's2'))
    called(call('alarm', 's3'))
    takeAlarms([alarm('s2', 'acked')])
    expect(sounding.value).toBe(true)
    takeAlarms([alarm('s3', 'acked')])
    expect(sounding.value).toBe(false)
  })

  it('sounds shortly for a test', () => {
    called(call('test'))
    expect(sounding.value).toBe(true)
    vi.advanceTimersByTime(3_001)
    expect(sounding.value).toBe(false)
  })
})
