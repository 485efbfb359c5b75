import { computed, shallowRef } from 'vue'
import * as api from '@/api/patrols'
import type { PatrolRoute, Walk } from '@/api/patrols'
import { now } from '@/composables/time'
import { say } from '@/i18n'
import { remote } from './remote'

const byId = shallowRef<ReadonlyMap<string, Walk>>(new Map())
export const routes = shallowRef<readonly PatrolRoute[]>([])

export const patrols = remote(async (isCurrent) => {
  const answer = await api.today()
  if (!isCurrent()) return
  routes.value = answer.routes
  byId.value = new Map(answer.walks.map((walk) => [walk.id, walk]))
})

export function takeWalks(changed: readonly Walk[]): void {
  if (changed.length > 0) byId.value = new Map([...byId.value, ...changed.map((walk) => [walk.id, walk] as const)])
}

/** What the gateway said of a walk that nobody has ended is true only for a time: the clock moves it on. */
export function standing(walk: Walk): Walk['state'] {
  if (!['planned', 'open', 'overdue'].includes(walk.state) || now.value < Date.parse(walk.from)) return walk.state
  return now.value > Date.parse(walk.until) ? 'overdue' : 'open'
}

export const routeName = (id: string): string => say(routes.value.find((route) => route.id === id)?.name) || id

/** Today's, the earliest first. */
export const todaysWalks = computed(() => [...byId.value.values()].sort((a, b) => a.nominal.localeCompare(b.nominal) || a.route.localeCompare(b.route)))

export const missing = (walk: Walk): number => walk.checkpoints.filter((checkpoint) => checkpoint.proof === null).length

/** May be walked now. */
export const walkable = (walk: Walk): boolean => ['open', 'overdue'].includes(standing(walk))
