import { shallowRef } from 'vue'
import * as calls from '@/api/calls'
import type { StaffMember } from '@/api/types'
import { say, t } from '@/i18n'
import { remote } from './remote'
import { site } from './site'

export const members = shallowRef<readonly StaffMember[]>([])

export const staff = remote(async (isCurrent) => {
  const list = await calls.staff()
  if (isCurrent()) members.value = list
})

/** The name of a member of staff or of a contractor; whoever is none of them, such as the gateway itself, goes by the id. */
export function personName(id: string): string {
  if (id === 'resident@label') return t('label.resident')
  const company = site.value?.contractors?.find((one) => one.id === id)
  return members.value.find((member) => member.id === id)?.name ?? (company ? say(company.name) : id)
}
