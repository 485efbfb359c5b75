import { computed, shallowRef } from 'vue'
import * as calls from '@/api/calls'
import type { Site } from '@/api/types'
import { setZone } from '@/composables/time'
import { remote } from './remote'

export const site = shallowRef<Site | null>(null)

export const siteFetch = remote(async (isCurrent) => {
  const answer = await calls.site()
  if (!isCurrent()) return
  site.value = answer
  setZone(answer.timezone)
})

export const areas = computed(() => site.value?.areas ?? [])
