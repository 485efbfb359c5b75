import { getAll } from './http'
import type { Time } from './types'

/** A certificate or a warranty of an equipment, which runs out. */
export interface Paper {
  id: string
  type: 'certificate' | 'warranty'
  equipment: string
  kind: string
  number: string
  /** A day of the site. */
  valid_until: string
  days_left: number
  state: 'valid' | 'soon' | 'urgent' | 'expired'
  work_order: string | null
  reminders: { step: string; at: Time; told: boolean }[]
}

export const papers = (equipment?: string): Promise<Paper[]> => getAll<Paper>('/maintenance/certificates', { equipment })
