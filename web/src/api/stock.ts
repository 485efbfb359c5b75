import { get, getAll, path, post } from './http'
import type { Time } from './types'

/** What came to a shelf or left it; quantities and prices are texts, so that none is rounded. */
export interface StockMovement {
  number: number
  kind: 'received' | 'issued' | 'returned' | 'counted' | 'written_off'
  quantity: string
  price: string | null
  work_order: string | null
  reason: string | null
  by: string
  at: Time
}

/** A spare part: how many are left of how many there should be. */
export interface Part {
  id: string
  name: string
  unit: string
  place: string | null
  minimum: string
  price: string
  stock: string
  below_minimum: boolean
  retired_at: Time | null
  movements?: StockMovement[]
}

export type StockAction = 'receive' | 'count' | 'write_off' | 'retire'

export const parts = (): Promise<Part[]> => getAll<Part>('/stock')
export const part = async (id: string): Promise<Part> => (await get<Part>(`/stock${path(id)}`)).body
export const registerPart = async (said: Record<string, unknown>, key: string): Promise<Part> => (await post<Part>('/stock', { body: said, key })).body
export const actOnPart = async (id: string, action: StockAction, said: Record<string, unknown>, key: string): Promise<Part> => (await post<Part>(`/stock${path(id, action)}`, { body: said, key })).body
