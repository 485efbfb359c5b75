import { get, getAll, path, post } from './http'
import type { Time } from './types'

export type LendableKind = 'key' | 'tool' | 'badge'
export const KINDS: readonly LendableKind[] = ['key', 'tool', 'badge']

/** That somebody has or had a thing. */
export interface Loan {
  number: number
  borrower: string
  contractor: string | null
  work_order: string | null
  reason: string | null
  lent_at: Time
  lent_by: string
  due: Time
  overdue: boolean
  returned_at: Time | null
  returned_by: string | null
  note: string | null
}

/** A key, a tool or a badge; `loan` says who has it now. */
export interface Lendable {
  id: string
  kind: LendableKind
  name: string
  place: string | null
  equipment: string | null
  retired_at: Time | null
  loan: Loan | null
  loans?: Loan[]
}

export const lendables = (): Promise<Lendable[]> => getAll<Lendable>('/lending')
export const lendable = async (id: string): Promise<Lendable> => (await get<Lendable>(`/lending${path(id)}`)).body
export const registerLendable = async (said: Record<string, unknown>, key: string): Promise<Lendable> => (await post<Lendable>('/lending', { body: said, key })).body
/** Lends it, takes it back or retires it. */
export const actOnLendable = async (id: string, action: 'lend' | 'return' | 'retire', said: Record<string, unknown>, key: string): Promise<Lendable> =>
  (await post<Lendable>(`/lending${path(id, action)}`, { body: said, key })).body
