import { get, getAll, path, post } from './http'
import type { Text, Time } from './types'

/** That somebody was at a checkpoint; a finding has the order that it made. */
export interface PatrolProof {
  time: Time
  how: 'card' | 'console'
  by: string
  result: 'ok' | 'finding'
  late: boolean
  note: string | null
  work_order: string | null
}

/** One walk of a route. `open`: its time is now; `overdue`: it may still be ended, late. */
export interface Walk {
  id: string
  route: string
  nominal: Time
  from: Time
  until: Time
  end: Time
  state: 'planned' | 'open' | 'overdue' | 'done' | 'late' | 'missed' | 'gateway_off'
  checkpoints: { equipment: string; proof: PatrolProof | null }[]
}

export interface PatrolRoute {
  id: string
  name: Text
  trade: string
  at: string[]
  checkpoints: string[]
  random: number | null
}

export const today = async (): Promise<{ routes: PatrolRoute[]; walks: Walk[] }> => (await get<{ routes: PatrolRoute[]; walks: Walk[] }>('/patrols')).body

export const walksBetween = (from: Date, to: Date): Promise<Walk[]> => getAll<Walk>('/patrols/walks', { from: from.toISOString(), to: to.toISOString() })

export const prove = async (walk: string, equipment: string, said: { result: 'ok' | 'finding'; note?: string; urgency?: string }, key: string): Promise<Walk> =>
  (await post<Walk>(`/patrols/walks${path(walk, 'checkpoints', equipment)}`, { key, body: said })).body
