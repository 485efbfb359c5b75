import { shallowRef } from 'vue'
import * as calls from '@/api/calls'
import type { Alarm } from '@/api/types'
import { isActive } from './alarms'
import { remote } from './remote'

/** Since when more alarms come than a person can take; null: they can be taken. */
export const floodSince = shallowRef<string | null>(null)
/** Somebody wants to see all of it; asked anew of each flood. */
export const wholeFlood = shallowRef(false)

export const floodFetch = remote(async (isCurrent) => {
  const { flood } = await calls.alarmFigures()
  if (isCurrent()) takeFlood(flood.since)
})

export function takeFlood(since: string | null): void {
  if (since !== floodSince.value) wholeFlood.value = false
  floodSince.value = since
}

/** In a flood: what may be a cause, or cannot wait. Everything else is on record all the same. */
export const leads = (alarm: Alarm): boolean =>
  alarm.life_safety || alarm.priority === 'P1' || alarm.priority === 'P2' || alarm.first_out !== false || !isActive(alarm)

/** What of a list is shown first. */
export const sifted = (list: readonly Alarm[]): readonly Alarm[] => (floodSince.value === null || wholeFlood.value ? list : list.filter(leads))
