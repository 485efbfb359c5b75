import { getAll } from './http'
import type { OrderSummary, Time } from './types'

export type VisitLevel = 'desk' | 'quality' | 'head'

/** A return visit that is to be made, by the action `visit` of its order. */
export interface ReturnVisit {
  level: VisitLevel
  due_at: Time | null
  overdue: boolean
  /** Whether whoever asks may make it. */
  yours: boolean
  order: OrderSummary
}

/** Who is asked after a repair, by lot, and what was said. */
export interface OrderVisits {
  draws: { level: VisitLevel; drawn: boolean; lot: number; share: number; seed: string; at: Time }[]
  answers: { number: number; level: VisitLevel; result: 'satisfied' | 'unsatisfied' | 'not_reached'; satisfaction: number | null; note: string | null; by: string; at: Time }[]
  /** Samples that are to be made. */
  waiting: VisitLevel[]
  due_at: Time | null
}

/** The most pressing first. */
export const returnVisits = (): Promise<ReturnVisit[]> => getAll<ReturnVisit>('/return-visits')
