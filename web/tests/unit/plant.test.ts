import { effectScope, nextTick, watchEffect } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Equipment, Point } from '@/api/types'
import { allFacts, applyChanges, equipmentIds, factsOf, pointsOf, replaceAll, replaceOne, watchPoint } from '@/stores/plant'

const point = (value: number, time: string): Point => ({ value, quality: 'good', time, unit: 'MPa', kind: 'analog' })
const pump = (id: string, points: Record<string, Point> = { flow: point(1, '2026-11-21T00:00:00.000Z') }): Equipment => ({
  id, name: id, class: 'pump', status: 'online', points, active_alarms: 0, open_work_orders: 0, next_maintenance: null,
})
const change = (equipment: string, value: number, time = '2026-11-21T00:00:05.000Z') => ({ equipment, point: 'flow', value, quality: 'good' as const, time })

beforeEach(() => replaceAll([]))

describe('the plant', () => {
  it('tells whoever asked for an equipment before it was known', async () => {
    const seen: (string | undefined)[] = []
    const scope = effectScope()
    scope.run(() => watchEffect(() => seen.push(factsOf('p1')?.id)))
    replaceOne(pump('p1'))
    await nextTick()
    scope.stop()
    expect(seen).toEqual([undefined, 'p1'])
  })

  it('forgets what the gateway no longer lists', () => {
    replaceAll([pump('p1'), pump('p2')])
    replaceAll([pump('p2')])
    expect(equipmentIds.value).toEqual(['p2'])
    expect(factsOf('p1')).toBeUndefined()
  })

  it('redraws one equipment once for a batch, and no other', async () => {
    replaceAll([pump('p1'), pump('p2')])
    let first = 0
    let second = 0
    let facts = 0
    const scope = effectScope()
    scope.run(() => {
      watchEffect(() => (pointsOf('p1'), first++))
      watchEffect(() => (pointsOf('p2'), second++))
      watchEffect(() => (allFacts.value, facts++))
    })
    applyChanges([change('p1', 2), change('p1', 3), change('unknown', 4)])
    await nextTick()
    scope.stop()
    expect([first, second, facts]).toEqual([2, 1, 1])
    expect(pointsOf('p1').flow!.value).toBe(3)
  })

  it('says whose quality turned', () => {
    replaceAll([pump('p1'), pump('p2')])
    expect(applyChanges([change('p1', 2), { ...change('p2', 2), quality: 'bad' }])).toEqual(['p2'])
    expect(applyChanges([{ ...change('p2', 2), quality: 'bad' }])).toEqual([])
  })

  it('keeps the name and kind that a live value does not carry', () => {
    replaceAll([pump('p1')])
    applyChanges([change('p1', 9)])
    expect(pointsOf('p1').flow).toMatchObject({ value: 9, kind: 'analog', unit: 'MPa', reason: null })
  })

  it('does not let a list that was slow put an older value over a newer one', () => {
    replaceAll([pump('p1')])
    applyChanges([change('p1', 9)])
    replaceAll([pump('p1', { flow: point(1, '2026-11-21T00:00:00.000Z') })])
    expect(pointsOf('p1').flow!.value).toBe(9)
  })

  it('takes the quality that a list tells of the same value', () => {
    replaceAll([pump('p1')])
    replaceAll([pump('p1', { flow: { ...point(1, '2026-11-21T00:00:00.000Z'), quality: 'bad', reason: 'stale' } })])
    expect(pointsOf('p1').flow).toMatchObject({ quality: 'bad', reason: 'stale' })
  })

  it('calls who follows a point, until they stop', () => {
    replaceAll([pump('p1')])
    const followed: unknown[] = []
    const stop = watchPoint('p1', 'flow', (seen) => followed.push(seen.value))
    applyChanges([change('p1', 5)])
    stop()
    applyChanges([change('p1', 6)])
    expect(followed).toEqual([5])
  })
})
