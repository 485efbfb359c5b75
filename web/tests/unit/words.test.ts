import { describe, expect, it } from 'vitest'
import type { Point, Site, StaffMember } from '@/api/types'
import { keyPoints } from '@/composables/keypoints'
import { evidencePoints, resolvePoint } from '@/composables/pointref'
import { ago, clockTime, countdown, dayOf, exactTime, now, briefTime, setZone, siteDay, zoneOffset } from '@/composables/time'
import { alarmTitle, lastHeard, numberText, pointName, reasonText, shown, valueText, worstQuality } from '@/composables/words'
import { say, useLanguage, word } from '@/i18n'
import { site } from '@/stores/site'
import { members, personName } from '@/stores/staff'

const point = (more: Partial<Point> = {}): Point => ({ value: 1, quality: 'good', time: '2026-11-21T00:00:00.000Z', ...more })

describe('times', () => {
  it('are in the zone of the site, not of the browser', () => {
    expect(exactTime('2026-11-20T19:12:07.000Z')).toBe('2026/11/21 03:12:07')
    setZone('America/New_York')
    expect(clockTime('2026-11-20T19:12:07.000Z')).toBe('14:12:07')
  })

  it('name the month in English, where figures would be ambiguous', async () => {
    await useLanguage('en')
    expect(dayOf('2026-03-04T00:00:00.000Z')).toBe('04 Mar 2026')
  })

  it('leave the day out only on the same day of the site', () => {
    now.value = Date.parse('2026-11-20T17:00:00.000Z')
    expect(briefTime('2026-11-20T16:30:00.000Z')).toBe('00:30:00')
    expect(briefTime('2026-11-20T15:30:00.000Z')).toBe('11/20 23:30')
  })

  it('know the start of a day across a change of the clock', () => {
    setZone('Europe/Berlin')
    expect(siteDay(Date.parse('2026-03-29T12:00:00Z')).toISOString()).toBe('2026-03-28T23:00:00.000Z')
    expect(siteDay(Date.parse('2026-03-29T12:00:00Z'), 1).toISOString()).toBe('2026-03-29T22:00:00.000Z')
    expect(zoneOffset(Date.parse('2026-07-01T00:00:00Z'))).toBe(2 * 3_600_000)
  })

  it.each([[0, 'now', 0], [9_999, 'now', 0], [34_000, 'second', 30], [180_000, 'minute', 3], [7_200_000, 'hour', 2], [200_000_000, 'day', 2]] as const)('%i ms ago is said as %s %i', (ms, unit, count) => {
    expect(ago(ms)).toEqual({ unit, count })
  })

  it.each([[760_000, '12:40'], [-183_000, '03:03'], [11_109_000, '3:05:09'], [0, '00:00']])('a clock of %i ms reads %s', (ms, text) => {
    expect(countdown(ms)).toBe(text)
  })
})

describe('values', () => {
  it.each([[0.4521, '0.45'], [12.38, '12.4'], [228.44, '228.4'], [18432.2, '18,432'], [-0.031, '-0.03'], [NaN, '—']])('%d reads %s', (value, text) => {
    expect(numberText(value)).toBe(text)
  })

  it('count without decimals', () => {
    expect(shown('trips', point({ value: 284113, kind: 'counter' }))).toEqual({ text: '284,113', unit: '' })
    expect(shown('floor', point({ value: 12, kind: 'analog' })).text).toBe('12')
  })

  it('write units as people do', () => {
    expect(shown('flow', point({ value: 12.4, unit: 'm3/h' }))).toEqual({ text: '12.4', unit: 'm³/h' })
  })

  it('say switches and states in words, and an unknown one as it is', async () => {
    expect(valueText('running', true)).toBe('运行')
    expect(valueText('of_some_maker', false)).toBe('否')
    expect(valueText('mode', 'fire_return')).toBe('消防迫降')
    expect(valueText('mode', 'x17')).toBe('x17')
    expect(valueText('mode', 'x17', point({ states: { x17: { zh: '第十七', en: 'seventeenth' } } }))).toBe('第十七')
    await useLanguage('en')
    expect(valueText('running', true)).toBe('Running')
  })

  it('are a dash before the first read', () => {
    expect(valueText('flow', null)).toBe('—')
    expect(reasonText('not_read_yet')).toBe('尚未读到')
    expect(reasonText('of_a_newer_gateway')).toBe('of_a_newer_gateway')
  })
})

describe('names', () => {
  it('are the template’s, else the canonical word, else the id', () => {
    expect(pointName('flow', point({ name: { zh: '总流量', en: 'Total flow' } }))).toBe('总流量')
    expect(pointName('outlet_pressure')).toBe('出水压力')
    expect(pointName('of_some_maker')).toBe('of_some_maker')
    expect(word('class', 'robot')).toBe('robot')
  })

  it('of an alarm are its message in the language chosen, else its rule', async () => {
    const alarm = { id: 'a', equipment: 'e', rule: 'dry_run', priority: 'P2', life_safety: false, state: 'unacked', raised_at: '', occurrences: 1 } as const
    expect(alarmTitle(alarm)).toBe('无水空转')
    await useLanguage('en')
    expect(alarmTitle({ ...alarm, message: { zh: '空转', en: 'dry' } })).toBe('dry')
    expect(say('given in one language')).toBe('given in one language')
  })
})

describe('an equipment', () => {
  it('is as good as its worst point that was ever expected', () => {
    expect(worstQuality({ a: point(), b: point({ quality: 'uncertain' }) })).toBe('uncertain')
    expect(worstQuality({ a: point({ quality: 'bad' }), b: point() })).toBe('bad')
    expect(worstQuality({ a: point(), door: point({ kind: 'event', quality: 'bad', value: null, time: null }) })).toBe('good')
    expect(worstQuality({})).toBeUndefined()
  })

  it('was heard of when its newest value came', () => {
    expect(lastHeard({ a: point({ time: '2026-11-21T00:00:01.000Z' }), b: point({ time: '2026-11-21T00:00:03.000Z' }), c: point({ time: null }) })).toBe('2026-11-21T00:00:03.000Z')
    expect(lastHeard({ c: point({ time: null }) })).toBeNull()
  })

  it('shows the telling points of its class, else the first numbers', () => {
    expect(keyPoints('pump', { flow: point(), running: point(), outlet_pressure: point(), motor_temp: point() })).toEqual(['running', 'outlet_pressure', 'flow'])
    expect(keyPoints('robot', { name: point({ value: 'x', kind: 'text' }), door: point({ kind: 'event' }), charge: point({ kind: 'analog' }) })).toEqual(['charge', 'name'])
  })
})

describe('a reference to a point', () => {
  it.each([['flow', 'pump-b1', 'flow'], ['pump-b2/flow', 'pump-b2', 'flow'], ['pump-b2.flow', 'pump-b2', 'flow']])('%s is of %s', (ref, equipment, id) => {
    expect(resolvePoint(ref, 'pump-b1')).toEqual({ equipment, point: id })
  })

  it('in evidence brings what was seen', () => {
    const evidence = { from: '', to: '', points: ['pump-b1/flow', 'pump-b1/running'], values: { flow: 0, 'pump-b1/running': true } }
    expect(evidencePoints(evidence, 'pump-b1').map((seen) => seen.value)).toEqual([0, true])
  })
})

describe('who an order is given to', () => {
  it('goes by name, also where it is a company', async () => {
    members.value = [{ id: 'li-wei', name: '李伟' } as StaffMember]
    site.value = { contractors: [{ id: 'lift-care', name: { zh: '安行电梯', en: 'Anxing Lifts' } }] } as unknown as Site
    await useLanguage('zh')
    expect(['li-wei', 'lift-care', 'zhiban'].map(personName)).toEqual(['李伟', '安行电梯', 'zhiban'])
    await useLanguage('en')
    expect(personName('lift-care')).toBe('Anxing Lifts')
  })
})
