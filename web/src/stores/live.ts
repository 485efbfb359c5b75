import { shallowRef } from 'vue'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import { LiveLink } from '@/api/live'
import type { SiteEvent } from '@/api/events'
import type { Alarm, Connection, LiveMessage, Notification, OrderSummary, Permit, PointChange } from '@/api/types'
import { inTurn } from '@/composables/turn'
import { alarmById, alarms, takeAlarms } from './alarms'
import { floodFetch, takeFlood } from './flood'
import { lastLent, lastLine, lastSigned } from './handover'
import { links, takeConnections } from './links'
import { orders, takeOrders } from './orders'
import { patrols, takeWalks } from './patrols'
import { noticeNews } from './notices'
import { permits, takePermits } from './permits'
import { applyChanges, plant, replaceOne } from './plant'
import { siteFetch } from './site'
import { called } from './siren'
import { staff } from './staff'

/** How the picture stands to the plant: `lost` means that what is shown is as of `lostSince`. */
export const live = shallowRef<'connecting' | 'live' | 'lost'>('connecting')
export const lostSince = shallowRef<Date | null>(null)
export const retryAt = shallowRef<Date | null>(null)
/** Counts up when the link came back: pages that fetched something themselves fetch it anew. */
export const epoch = shallowRef(0)
export const lastEvent = shallowRef<SiteEvent | null>(null)

/** An equipment's status has no topic: it is asked for soon after its values or its link have turned. */
const FOLLOW_UP_MS = 1_000
/** Who took long to answer is asked again after so many times as long. */
const FOLLOW_UP_REST = 10
/** More than so many at once are asked for as one list. */
const FEW = 10
/** What changes without a word, such as the next maintenance. */
const SWEEP_MS = 300_000

/** A link that is not there by now must not keep the page empty; what is fetched is then fetched again when it is. */
const PATIENCE_MS = 500

let link: LiveLink | null = null
let patience: ReturnType<typeof setTimeout> | undefined
let early = false
let sweep: ReturnType<typeof setInterval> | undefined
let followUp: ReturnType<typeof setTimeout> | undefined
let answerTook = 0
let turned = new Set<string>()
let linksTurned = false

export function startLive(): void {
  if (link) return
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  link = new LiveLink(`${scheme}://${location.host}/api/v1/live`, {
    onMessages: takeMessages,
    onLive() {
      if (early || live.value === 'lost') epoch.value++
      early = false
      live.value = 'live'
      lostSince.value = retryAt.value = null
      clearTimeout(patience)
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
  patience = setTimeout(() => {
    early = true
    refreshAll()
  }, PATIENCE_MS)
  sweep = setInterval(() => {
    void plant.refresh()
    void patrols.refresh()
  }, SWEEP_MS)
}

export function stopLive(): void {
  link?.stop()
  link = null
  clearTimeout(patience)
  clearInterval(sweep)
  clearTimeout(followUp)
  followUp = undefined
  live.value = 'connecting'
  lostSince.value = retryAt.value = null
}

export const retryNow = (): void => link?.now()

export function refreshAll(): void {
  for (const part of [siteFetch, plant, alarms, floodFetch, orders, permits, patrols, links, staff]) void part.refresh()
}

export function takeMessages(messages: readonly LiveMessage[]): void {
  const changes: PointChange[] = []
  const changedAlarms = new Map<string, Alarm>()
  const changedOrders: OrderSummary[] = []
  const changedPermits: Permit[] = []
  const changedLinks: Connection[] = []
  const rung: Notification[] = []
  for (const message of messages) {
    switch (message.type) {
      case 'point':
        changes.push(message)
        break
      case 'points':
        changes.push(...message.points)
        break
      case 'alarm':
        changedAlarms.set(message.alarm.id, message.alarm)
        break
      case 'first_out': {
        const known = changedAlarms.get(message.alarm) ?? alarmById(message.alarm)
        if (known) changedAlarms.set(known.id, { ...known, first_out: message.first_out })
        break
      }
      case 'flood':
        takeFlood(message.since)
        break
      case 'work_order':
        changedOrders.push(message.work_order)
        break
      case 'permit':
        changedPermits.push(message.permit)
        break
      case 'patrol':
        takeWalks([message.walk])
        break
      case 'handover':
        lastSigned.value = { page: message.page }
        break
      case 'lending':
        lastLent.value = { thing: message.thing }
        break
      case 'control_log':
        lastLine.value = message.line
        break
      case 'notice':
        noticeNews.value++
        break
      case 'connection':
        changedLinks.push(message.connection)
        break
      case 'event':
        lastEvent.value = message.event
        break
      case 'notification':
        rung.push(message.notification)
        break
    }
  }
  for (const id of applyChanges(changes)) turned.add(id)
  takeAlarms([...changedAlarms.values()])
  // After the alarms that they are about.
  rung.forEach(called)
  takeOrders(changedOrders)
  // A lock-out takes its equipment out of service.
  for (const order of changedOrders) if (order.equipment) turned.add(order.equipment)
  takePermits(changedPermits)
  takeConnections(changedLinks)
  if (changedLinks.length > 0) linksTurned = true
  if (turned.size > 0 || linksTurned) followUp ??= setTimeout(() => void askForStatus(), Math.max(FOLLOW_UP_MS, FOLLOW_UP_REST * answerTook))
}

async function askForStatus(): Promise<void> {
  const ids = [...turned]
  const whole = linksTurned || ids.length > FEW
  turned = new Set()
  linksTurned = false
  const began = performance.now()
  try {
    if (whole) await plant.refresh()
    else await Promise.all(ids.map((id) => inTurn(async () => replaceOne(await calls.equipment(id)))))
  } catch {
    // The sweep, or the next turn, asks again.
  } finally {
    answerTook = performance.now() - began
    followUp = undefined
  }
}

async function probe(): Promise<boolean> {
  try {
    await calls.site()
    return true
  } catch (thrown) {
    return thrown instanceof ApiError && thrown.status !== 0
  }
}
