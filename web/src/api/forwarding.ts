import type { PointValue, Time } from './types'

/** A sample that the time series database would not have. */
export interface Quarantined {
  equipment: string
  point: string
  time: Time
  value?: PointValue
  reason: string
  refused_at: Time
}

/** How the history gets to the time series database; only `configured` where there is none. */
export interface Forwarding {
  configured: boolean
  target?: string
  state?: 'up' | 'catching_up' | 'waiting'
  since?: Time | null
  reason?: string | null
  waiting?: number
  gap?: number
  forwarded?: number
  refused?: number
  missing?: number
  quarantine?: Quarantined[]
}
