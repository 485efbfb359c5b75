import type { Time } from './types'

/** What an order has of complaints, and of what else customers ask for. */
export interface Complaint {
  /** No fault: a complaint, as grave as the severity, or what somebody asks for. */
  concern?: 'complaint' | 'demand' | null
  /** Leave to end a complaint later than promised. */
  overrun?: { until: Time; reason: string; by: string; at: Time } | null
}
