import { computed } from 'vue'
import * as calls from '@/api/calls'
import type { Clock, LockOut, OrderSummary } from '@/api/types'
import { register } from './register'

const ENDED = new Set(['closed', 'cancelled', 'merged', 'rejected'])

const { byId, fetched, take } = register<OrderSummary>(() => calls.openOrders())
export { fetched as orders, take as takeOrders }

export const isOpen = (order: OrderSummary): boolean => order.open ?? !ENDED.has(order.status)

/** The clock that matters now: a broken one first, else the one that ends soonest. */
export function nearestClock(order: OrderSummary): Clock | undefined {
  const counting = (order.clocks ?? []).filter((clock) => clock.state === 'running' || clock.state === 'breached')
  return counting.sort((a, b) => a.due_at.localeCompare(b.due_at))[0]
}

/** `breached` is what the gateway said last; between two of its words the time itself tells. */
export const isBreached = (clock: Clock, now: number): boolean =>
  clock.state === 'breached' || (clock.state === 'running' && Date.parse(clock.due_at) < now)

const SOON = 0.8

/** How the order stands with what runs [R16]: over, or four fifths gone. Between two words of the gateway the time itself tells. */
export function overdue(order: OrderSummary, now: number): 'now' | 'soon' | null {
  const running = (order.clocks ?? []).filter((clock) => clock.state === 'running')
  if (order.overdue === 'now' || running.some((clock) => isBreached(clock, now))) return 'now'
  const gone = (clock: Clock) => (now - Date.parse(clock.started_at)) / (Date.parse(clock.due_at) - Date.parse(clock.started_at))
  return order.overdue === 'soon' || running.some((clock) => gone(clock) >= SOON) ? 'soon' : null
}

export function byClock(a: OrderSummary, b: OrderSummary): number {
  const far = '9999'
  return (
    (nearestClock(a)?.due_at ?? far).localeCompare(nearestClock(b)?.due_at ?? far) ||
    b.number.localeCompare(a.number)
  )
}

export const openOrders = computed(() => [...byId.value.values()].filter(isOpen).sort(byClock))
/** What orders keep quiet; whether it still stands the time tells. */
export const lockOuts = computed((): { order: OrderSummary; lockOut: LockOut }[] =>
  openOrders.value.flatMap((order) => (order.lockout ? [{ order, lockOut: order.lockout }] : [])).sort((a, b) => a.lockOut.until.localeCompare(b.lockOut.until)),
)
export const orderById = (id: string): OrderSummary | undefined => byId.value.get(id)
