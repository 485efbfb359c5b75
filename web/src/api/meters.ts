import { BASE, get, getAll, path, post } from './http'
import type { Time } from './types'

export const MEASURES = ['electricity', 'water', 'gas', 'heat'] as const
export const SCOPES = ['common', 'tenant', 'main'] as const

/** What somebody read off a dial; numbers with digits after the point are texts. */
export interface MeterReading {
  number: number
  value: string
  read_at: Time
  reader: string
  entered_by: string
  entered_at: Time
  rolled_over: boolean
  confirmed: boolean
  note: string | null
  exchange: { start: string; serial: string | null; digits: number; ratio: string } | null
  /** What the dial showed at the reading before; null at the first, from which counting begins. */
  from?: string | null
  /** Since the reading before, in the meter's unit. */
  used?: string
  voided_at: Time | null
  voided_by: string | null
  void_reason: string | null
}

export interface Meter {
  id: string
  name: string
  measure: (typeof MEASURES)[number]
  unit: string
  place: string | null
  scope: (typeof SCOPES)[number]
  tenant: string | null
  route: string | null
  position: number | null
  serial: string | null
  digits: number
  ratio: string
  retired_at: Time | null
  last: MeterReading | null
  readings?: MeterReading[]
  months?: { month: string; used: string; from: Time; until: Time; whole: boolean }[]
}

type Said = Record<string, unknown>

export const meters = (): Promise<Meter[]> => getAll<Meter>('/meters')
export const meter = async (id: string): Promise<Meter> => (await get<Meter>(`/meters${path(id)}`)).body
export const registerMeter = async (said: Said, key: string): Promise<Meter> => (await post<Meter>('/meters', { body: said, key })).body
/** Reads it, puts another in its place, or takes it off the register. */
export const actOnMeter = async (id: string, action: 'readings' | 'exchange' | 'retire', said: Said, key: string): Promise<Meter> => (await post<Meter>(`/meters${path(id, action)}`, { body: said, key })).body
export const voidReading = async (id: string, number: number, said: Said, key: string): Promise<Meter> =>
  (await post<Meter>(`/meters${path(id, 'readings', String(number), 'void')}`, { body: said, key })).body
export const metersCsv = (month: string, scope: string): string => `${BASE}/meters.csv?${new URLSearchParams(scope ? { month, scope } : { month })}`
