import type { Figures, Section } from './figures'
import { get } from './http'
import type { Text, Time } from './types'

/** A week or a month of which the report was kept when it was over. */
export interface PeriodHead {
  id: string
  kind: 'week' | 'month'
  from: Time
  /** Not part of it. */
  to: Time
  made_at: Time
}

/** What was spent under an order within the period, by who pays: decimals as texts. */
export interface Fee {
  work_order: string
  title: Text
  equipment: string | null
  location: string | null
  status: string
  customer: string
  owner: string
  warranty: string
  consented: string
}

export interface PeriodReport extends PeriodHead {
  figures: Pick<Figures, Section>
  currency: string
  fees: Fee[]
  totals: Pick<Fee, 'customer' | 'owner' | 'warranty'>
  /** What was open when it was made, the oldest first. */
  open: { id: string; title: Text; equipment: string | null; location: string | null; status: string; opened_at: Time; overdue: 'soon' | 'now' | null }[]
}

export const periodReports = async (): Promise<PeriodHead[]> => (await get<{ items: PeriodHead[] }>('/period-reports')).body.items
export const periodReport = async (id: string): Promise<PeriodReport> => (await get<PeriodReport>(`/period-reports/${encodeURIComponent(id)}`)).body
export const feesCsv = (id: string): string => `/api/v1/period-reports/${encodeURIComponent(id)}/fees.csv`
