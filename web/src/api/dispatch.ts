import { getAll, path } from './http'
import type { Text } from './types'

/** Somebody to whom an order could be given, and what speaks for him and against. */
export interface Candidate {
  id: string
  name: Text
  contractor: boolean
  suited: boolean
  present: boolean
  reasons: { reason: string; speaks: 'for' | 'against' | 'neither'; text: Text }[]
  /** What puts him behind the first. */
  behind?: { reason: string; text: Text } | null
}

/** The best first. */
export const candidates = (order: string): Promise<Candidate[]> => getAll<Candidate>(`/work-orders${path(order, 'candidates')}`)
