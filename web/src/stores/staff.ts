import { shallowRef } from 'vue'
import * as calls from '@/api/calls'
import type { StaffMember } from '@/api/types'
import { remote } from './remote'

export const members = shallowRef<readonly StaffMember[]>([])

export const staff = remote(async (isCurrent) => {
  const list = await calls.staff()
  if (isCurrent()) members.value = list
})

/** The name of a member of staff; whoever is none, a contractor or the gateway itself, goes by the id. */
export const personName = (id: string): string => members.value.find((member) => member.id === id)?.name ?? id
