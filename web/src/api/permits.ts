import type { Time } from './types'

export type PermitKind = 'hot_work' | 'confined_space' | 'isolation'

/** Leave for dangerous work, over an area or an equipment with what hangs below it: it explains, and silences nothing that sounds. */
export interface Permit {
  id: string
  kind: PermitKind
  area: string | null
  equipment: string | null
  work: string
  holder: string
  watch: string | null
  from: Time
  until: Time
  issued_by: string
  ended_at: Time | null
  /** Of hot work alone: what smoulders is seen late. */
  second_look?: { state: 'ahead' | 'waiting' | 'due' | 'missed' | 'done'; from: Time; at: Time | null; by: string | null; note: string | null } | null
}
