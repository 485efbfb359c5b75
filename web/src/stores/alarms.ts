import { computed } from 'vue'
import * as calls from '@/api/calls'
import { ApiError, idempotencyKey } from '@/api/http'
import type { Alarm, AlarmState, Priority } from '@/api/types'
import { register } from './register'

const { byId, fetched, take } = register<Alarm>(() => calls.standingAlarms())
export { fetched as alarms, take as takeAlarms }

const RANK: Record<Priority, number> = { P1: 0, P2: 1, P3: 2, P4: 3 }
/** What a person must still look at stands before what only waits. */
const WEIGHT: Record<AlarmState, number> = {
  unacked: 0,
  rtn_unacked: 1,
  latched: 2,
  acked: 3,
  suppressed: 4,
  shelved: 5,
  out_of_service: 6,
  normal: 7,
}

export const needsAcknowledge = (alarm: Alarm): boolean =>
  alarm.state === 'unacked' ||
  alarm.state === 'rtn_unacked' ||
  (alarm.state === 'latched' && alarm.axes?.acknowledged === false)

export const canReset = (alarm: Alarm): boolean => alarm.state === 'latched'

export const isActive = (alarm: Alarm): boolean => alarm.state !== 'normal'

/** Hidden on purpose by a person or a rule: counted, but not shown among what calls for someone. */
export const isSilenced = (alarm: Alarm): boolean =>
  alarm.state === 'shelved' || alarm.state === 'suppressed' || alarm.state === 'out_of_service'

export function byUrgency(a: Alarm, b: Alarm): number {
  return (
    Number(b.life_safety) - Number(a.life_safety) ||
    Number(isSilenced(a)) - Number(isSilenced(b)) ||
    RANK[a.priority] - RANK[b.priority] ||
    WEIGHT[a.state] - WEIGHT[b.state] ||
    order(b.raised_at, a.raised_at) ||
    order(a.id, b.id)
  )
}

/** Of texts in ASCII, a hundred times as fast as by a language's rules. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const activeAlarms = computed(() => [...byId.value.values()].filter(isActive).sort(byUrgency))
export const lifeSafety = computed(() => activeAlarms.value.filter((alarm) => alarm.life_safety))
export const alarmById = (id: string): Alarm | undefined => byId.value.get(id)

/** `equipment/rule`, or the rule alone where it is the site's: how a suppressed alarm names its cause. */
export const causeName = (alarm: Alarm): string => (alarm.equipment ? `${alarm.equipment}/${alarm.rule}` : alarm.rule)

const causeOf = (alarm: Alarm): string | null => (alarm.state === 'suppressed' ? (alarm.axes?.suppressed_by ?? null) : null)

/** The alarms that each cause hides, by the cause's name. */
export const foldedBy = computed(() => {
  const causes = new Set(activeAlarms.value.map(causeName))
  const folded = new Map<string, Alarm[]>()
  for (const alarm of activeAlarms.value) {
    const cause = causeOf(alarm)
    if (cause === null || !causes.has(cause)) continue
    const under = folded.get(cause)
    if (under) under.push(alarm)
    else folded.set(cause, [alarm])
  }
  return folded
})

/** Whether it stands under its cause instead of in the list. */
export const isFolded = (alarm: Alarm): boolean => foldedBy.value.has(causeOf(alarm) ?? '')

/** The gravest active alarm of each equipment, and how many there are. */
export const alarmsByEquipment = computed(() => {
  const grouped = new Map<string, { worst: Alarm; count: number }>()
  for (const alarm of activeAlarms.value) {
    const group = grouped.get(alarm.equipment)
    if (group) group.count++
    else grouped.set(alarm.equipment, { worst: alarm, count: 1 })
  }
  return grouped
})

/**
 * Acts on what the person saw: if the alarm has meanwhile moved to a state that the action does not fit,
 * it is shown as it is now and nothing is sent.
 */
export async function act(seen: Alarm, action: 'acknowledge' | 'reset'): Promise<Alarm> {
  const key = idempotencyKey()
  const fits = action === 'acknowledge' ? needsAcknowledge : canReset
  for (let attempt = 1; ; attempt++) {
    const now = await calls.alarm(seen.id)
    take([now.body])
    if (!fits(now.body)) return now.body
    try {
      const answer = await calls.actOnAlarm(seen.id, action, now.etag, key)
      take([answer.body])
      return answer.body
    } catch (thrown) {
      // Somebody or the plant itself changed it between the two calls: look once more.
      if (!(thrown instanceof ApiError) || thrown.status !== 412 || attempt === 3) throw thrown
    }
  }
}
