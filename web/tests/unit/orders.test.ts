import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as calls from '@/api/calls'
import type { Clock, OrderSummary } from '@/api/types'
import { byClock, isBreached, isOpen, nearestClock, openOrders, orders, overdue, takeOrders } from '@/stores/orders'

const clock = (name: string, due: string, state: Clock['state'] = 'running'): Clock => ({ name, started_at: '2026-11-21T00:00:00.000Z', due_at: due, elapsed_s: 0, state })
const anOrder = (id: string, more: Partial<OrderSummary> = {}): OrderSummary => ({ id, number: id, source: 'alarm', status: 'dispatched', equipment: 'pump-b1', title: 'x', ...more })

beforeEach(async () => {
  vi.spyOn(calls, 'openOrders').mockResolvedValue([])
  await orders.refresh()
})

describe('an order', () => {
  it('shows the clock that ends first among those that count', () => {
    const clocks = [clock('respond', '2026-11-21T00:30:00.000Z', 'met'), clock('resolve', '2026-11-22T00:00:00.000Z'), clock('arrive', '2026-11-21T01:00:00.000Z'), clock('visit', '2026-11-21T00:10:00.000Z', 'paused')]
    expect(nearestClock(anOrder('a', { clocks }))!.name).toBe('arrive')
    expect(nearestClock(anOrder('a'))).toBeUndefined()
  })

  it('is late from the moment its clock says, also before the gateway has said so', () => {
    const due = clock('arrive', '2026-11-21T01:00:00.000Z')
    expect(isBreached(due, Date.parse('2026-11-21T00:59:59.000Z'))).toBe(false)
    expect(isBreached(due, Date.parse('2026-11-21T01:00:01.000Z'))).toBe(true)
    expect(isBreached({ ...due, state: 'paused' }, Date.parse('2026-11-22T00:00:00.000Z'))).toBe(false)
  })

  it('is seen before it is late [R16]: four fifths of what runs, and what does not run counts not', () => {
    const at = (time: string) => Date.parse(`2026-11-21T${time}.000Z`)
    const one = anOrder('a', { clocks: [clock('arrive', '2026-11-21T01:00:00.000Z'), clock('forward', '2026-11-21T00:10:00.000Z', 'breached'), clock('resolve', '2026-11-21T00:10:00.000Z', 'paused')] })
    expect(overdue(one, at('00:47:59'))).toBeNull()
    expect(overdue(one, at('00:48:00'))).toBe('soon')
    expect(overdue(one, at('01:00:01'))).toBe('now')
    expect(overdue({ ...one, overdue: 'soon' }, at('00:01:00'))).toBe('soon')
  })

  it.each([['reported', true], ['on_hold', true], ['verify', true], ['of_a_newer_gateway', true], ['closed', false], ['cancelled', false], ['merged', false], ['rejected', false]])('%s is open: %s', (status, open) => {
    expect(isOpen(anOrder('a', { status }))).toBe(open)
  })
})

it('an order is open or not as the gateway says, whatever its status is called', () => {
  expect(isOpen(anOrder('a', { status: 'of_a_newer_gateway', open: false }))).toBe(false)
})

describe('the list of orders', () => {
  it('has the nearest clock first and those without a clock last', () => {
    const list = [anOrder('none'), anOrder('far', { clocks: [clock('resolve', '2026-11-23T00:00:00.000Z')] }), anOrder('near', { clocks: [clock('arrive', '2026-11-21T00:10:00.000Z')] })]
    expect(list.sort(byClock).map((order) => order.id)).toEqual(['near', 'far', 'none'])
  })

  it('follows the live link', () => {
    takeOrders([anOrder('a'), anOrder('b')])
    takeOrders([anOrder('a', { status: 'closed' })])
    expect(openOrders.value.map((order) => order.id)).toEqual(['b'])
  })
})
