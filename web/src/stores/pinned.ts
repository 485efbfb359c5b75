import { computed } from 'vue'
import type { Alarm } from '@/api/types'
import { lifeSafety } from './alarms'

/** More rows than this would leave no room for the page beneath; the rest stands first in the alarm list. */
const MOST = matchMedia('(max-width: 900px)').matches ? 2 : 4

export const pinned = computed(() => lifeSafety.value.slice(0, MOST))
export const unpinnedLife = computed(() => Math.max(0, lifeSafety.value.length - MOST))

const pinnedIds = computed(() => new Set(pinned.value.map((alarm) => alarm.id)))
/** An alarm stands in one place of a page: in the frame above, or in the list. */
export const isPinned = (id: string): boolean => pinnedIds.value.has(id)

/** What an empty list says: never that all is quiet while alarms of it stand in the frame above. */
export const emptySentence = (among: readonly Alarm[], quiet: string): string => (among.some((alarm) => isPinned(alarm.id)) ? 'alarm.allAbove' : quiet)
