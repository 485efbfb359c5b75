import * as calls from '@/api/calls'
import type { AllowedAction, Permit } from '@/api/types'
import { say, t } from '@/i18n'
import { takePermits } from '@/stores/permits'
import { factsOf } from '@/stores/plant'
import { areas } from '@/stores/site'
import { tell } from './acting'
import { both, useAsking, type Asking } from './asking'
import { now } from './time'
import { equipmentName } from './words'

const KINDS = ['hot_work', 'confined_space', 'isolation']
/** Hours that a permit may last; the gateway takes 72 at most. */
const HOURS = [1, 2, 4, 8, 24, 72]

export const areaName = (id: string): string => say(areas.value.find((area) => area.id === id)?.name) || id
export const permitPlace = (permit: Permit): string => (permit.equipment ? equipmentName(permit.equipment) : areaName(permit.area ?? ''))

/** What a permit wants to be told, asked at an equipment. */
export function issueForm(equipment: string): AllowedAction {
  const area = factsOf(equipment)?.area
  const places = [{ id: 'equipment', name: both(t('permit.ofEquipment', { name: equipmentName(equipment) })) }]
  if (area) places.push({ id: 'area', name: both(t('permit.ofArea', { name: areaName(area) })) })
  return {
    action: 'issue_permit',
    fields: [
      { name: 'kind', kind: 'choice', required: true, label: both(t('permit.kind')), choices: KINDS.map((id) => ({ id, name: both(t(`permitKind.${id}`)) })) },
      { name: 'place', kind: 'choice', required: true, label: both(t('permit.place')), choices: places },
      { name: 'work', kind: 'text', required: true, label: both(t('permit.work')) },
      { name: 'holder', kind: 'person', required: true, label: both(t('permit.holder')) },
      { name: 'watch', kind: 'person', label: both(t('permit.watchWanted')) },
      { name: 'hours', kind: 'choice', required: true, label: both(t('permit.lasts')), choices: HOURS.map((hours) => ({ id: String(hours), name: both(t('permit.hours', { n: hours })) })) },
    ],
  }
}

/** The form's answers as the gateway takes them. */
export function issued(equipment: string, told: Record<string, unknown>, at: number): Record<string, unknown> {
  const { place, hours, ...said } = told
  const where = place === 'area' ? { area: factsOf(equipment)?.area } : { equipment }
  return { ...said, ...where, until: new Date(at + Number(hours) * 3_600_000).toISOString() }
}

export const END_FORM: AllowedAction = { action: 'end_permit', fields: [{ name: 'note', kind: 'text' }] }

const usePermitting = <T>(send: (what: T, told: Record<string, unknown>, key: string) => Promise<Permit>, done: (permit: Permit) => string): Asking<T> =>
  useAsking(send, (permit) => {
    takePermits([permit])
    tell(done(permit))
  })

export const ending = () =>
  usePermitting<Permit>(
    (permit, told, key) => calls.endPermit(permit.id, told, key),
    (permit) => t('permit.ended', { id: permit.id }),
  )

/** What is asked of whoever looked again. */
export const lookForm = (): AllowedAction => ({ action: 'look_after_permit', fields: [{ name: 'note', kind: 'text', required: true, label: both(t('permit.found')) }] })

export const looking = () =>
  usePermitting<Permit>(
    (permit, told, key) => calls.lookAfterPermit(permit.id, told, key),
    (permit) => t('permit.looked', { id: permit.id }),
  )

export const issuing = () =>
  usePermitting<string>(
    (equipment, told, key) => calls.issuePermit(issued(equipment, told, now.value), key),
    (permit) => t('permit.issued', { id: permit.id }),
  )
