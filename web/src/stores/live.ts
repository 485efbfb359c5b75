import { shallowRef } from 'vue'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import { LiveLink } from '@/api/live'
import type { Alarm, Connection, LiveMessage, OrderSummary, PointChange, SiteEvent } from '@/api/types'
import { alarms, takeAlarms } from './alarms'
import { links, takeConnections } from './links'
import { orders, takeOrders } from './orders'
import { applyChanges, plant } from './plant'
import { siteFetch } from './site'

/** How the picture stands to the plant: `lost` means that what is shown is as of `lostSince`. */
export const live = shallowRef<'connecting' | 'live' | 'lost'>('connecting')
export const lostSince = shallowRef<Date | null>(null)
export const retryAt = shallowRef<Date | null>(null)
/** Counts up when the link came back: pages that fetched something themselves fetch it anew. */
export const epoch = shallowRef(0)
export const lastEvent = shallowRef<SiteEvent | null>(null)

/** Status of an equipment and its counts have no topic; they follow what does, soon after. */
const FOLLOW_UP_MS = 1_000
const SWEEP_MS = 60_000

let link: LiveLink | null = null
let sweep: ReturnType<typeof setInterval> | undefined
let followUp: ReturnType<typeof setTimeout> | undefined

export function startLive(): void {
  if (link) return
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  link = new LiveLink(`${scheme}://${location.host}/api/v1/live`, {
    onMessages: takeMessages,
    onLive() {
      live.value = 'live'
      lostSince.value = retryAt.value = null
      epoch.value++
      refreshAll()
    },
    onLost(since) {
      live.value = 'lost'
      lostSince.value = since
    },
    onRetry(at) {
      retryAt.value = at
      void probe()
    },
    probe,
  })
  link.start()
  refreshAll()
  sweep = setInterval(() => void plant.refresh(), SWEEP_MS)
}

export function stopLive(): void {
  link?.stop()
  link = null
  clearInterval(sweep)
  clearTimeout(followUp)
  live.value = 'connecting'
  lostSince.value = retryAt.value = null
}

export const retryNow = (): void => link?.now()

export function refreshAll(): void {
  for (const part of [siteFetch, plant, alarms, orders, links]) void part.refresh()
}

export function takeMessages(messages: readonly LiveMessage[]): void {
  const changes: PointChange[] = []
  const changedAlarms: Alarm[] = []
  const changedOrders: OrderSummary[] = []
  const changedLinks: Connection[] = []
  for (const message of messages) {
    switch (message.type) {
      case 'point':
        changes.push(message)
        break
      case 'points':
        changes.push(...message.points)
        break
      case 'alarm':
        changedAlarms.push(message.alarm)
        break
      case 'work_order':
        changedOrders.push(message.work_order)
        break
      case 'connection':
        changedLinks.push(message.connection)
        break
      case 'event':
        lastEvent.value = message.event
        break
    }
  }
  applyChanges(changes)
  takeAlarms(changedAlarms)
  takeOrders(changedOrders)
  takeConnections(changedLinks)
  if (changedAlarms.length + changedOrders.length + changedLinks.length > 0) refreshPlantSoon()
}

function refreshPlantSoon(): void {
  clearTimeout(followUp)
  followUp = setTimeout(() => void plant.refresh(), FOLLOW_UP_MS)
}

async function probe(): Promise<boolean> {
  try {
    await calls.site()
    return true
  } catch (thrown) {
    return thrown instanceof ApiError && thrown.status !== 0
  }
}
