import { get } from './http'
import type { Text, Time } from './types'

export type FigureUnit = 'count' | 'share' | 'minutes' | 'hours'

/** How much a figure is; without a value it says why. */
export interface Amount {
  value: number | null
  no_data: Text | null
  numerator: number
  denominator: number | null
  /** How many rows it counts. */
  rows: number
}

export interface FigureGroup extends Amount {
  /** Empty: what belongs to none. */
  key: string
  name: Text | null
}

export interface Figure extends Amount {
  id: string
  name: Text
  definition: Text
  requirements: string[]
  unit: FigureUnit
  aim: number | null
  groups?: FigureGroup[]
}

export const SECTIONS = ['work_orders', 'alarms', 'maintenance', 'qpi'] as const
export type Section = (typeof SECTIONS)[number]

export type Figures = Record<Section, Record<string, Figure>> & { from: Time; to: Time; as_of: Time; group_by: string | null }

/** What one row gave to a figure. */
export interface FigureRow {
  kind: 'order' | 'clock' | 'visit' | 'alarm' | 'equipment' | 'point'
  id: string
  at: Time
  work_order: string | null
  equipment: string | null
  numerator: number
  denominator: number | null
}

/** The end is not part of a period. A month is told apart by its own period, not as a group. */
export interface Asked {
  from: Date
  to: Date
  by?: string
  group?: string
}

const query = (asked: Asked): Record<string, string | undefined> => ({
  from: asked.from.toISOString(),
  to: asked.to.toISOString(),
  group_by: asked.by || undefined,
})

export const figures = async (asked: Asked): Promise<Figures> => (await get<Figures>('/kpi', query(asked))).body

export const figureRows = async (id: string, asked: Asked, after: string | null): Promise<{ items: FigureRow[]; next: string | null }> => {
  const part = after === null ? '' : `&after=${encodeURIComponent(after)}`
  return (await get<{ items: FigureRow[]; next: string | null }>(`/kpi/${encodeURIComponent(id)}/rows?${address(asked)}&limit=100${part}`)).body
}

/** An empty group is a group, too: those that belong to none. */
function address(asked: Asked): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query(asked))) if (value) search.set(name, value)
  if (asked.group !== undefined) search.set('group', asked.group)
  return search.toString()
}

export const figuresCsv = (asked: Asked): string => `/api/v1/kpi.csv?${address(asked)}`
export const rowsCsv = (id: string, asked: Asked): string => `/api/v1/kpi/${encodeURIComponent(id)}/rows.csv?${address(asked)}`
export const recordsCsv = (table: string, asked: Asked): string => `/api/v1/kpi-records/${table}?${address({ from: asked.from, to: asked.to })}`
