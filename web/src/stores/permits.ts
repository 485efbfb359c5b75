import { computed } from 'vue'
import * as calls from '@/api/calls'
import type { Permit } from '@/api/types'
import { now } from '@/composables/time'
import { factsOf } from './plant'
import { register } from './register'

const { byId, fetched, take } = register<Permit>(() => calls.lastingPermits())
export { fetched as permits, take as takePermits }

const inForce = (permit: Permit): boolean => permit.ended_at === null && Date.parse(permit.from) <= now.value && now.value < Date.parse(permit.until)

/** Nobody tells that a permit's time is over: the clock does. The one that ends first stands first. */
export const standingPermits = computed(() =>
  [...byId.value.values()].filter(inForce).sort((a, b) => a.until.localeCompare(b.until) || a.id.localeCompare(b.id)),
)

const over = (permit: Permit): number => Date.parse(permit.ended_at ?? permit.until)
/** From when on a look at the place of hot work is the second one. */
export const lookFrom = (permit: Permit): number => over(permit) + 3_600_000
/** Later than this nobody looked in time. */
const LOOK_WITHIN = 24 * 3_600_000

const awaitsLook = (permit: Permit): boolean =>
  permit.kind === 'hot_work' && !permit.second_look?.at && over(permit) >= Date.parse(permit.from) && over(permit) <= now.value && now.value < over(permit) + LOOK_WITHIN

/** Hot work that is over and at which somebody has yet to look again; the earliest first. */
export const unlookedPermits = computed(() => [...byId.value.values()].filter(awaitsLook).sort((a, b) => over(a) - over(b) || a.id.localeCompare(b.id)))

/** Whether a permit is over an equipment: by its area, by its name, or by what it hangs below. */
export function covers(permit: Permit, equipment: string): boolean {
  if (permit.area !== null) return factsOf(equipment)?.area === permit.area
  const seen = new Set<string>()
  for (let id: string | null | undefined = equipment; id && !seen.has(id); id = factsOf(id)?.parent) {
    if (id === permit.equipment) return true
    seen.add(id)
  }
  return false
}
