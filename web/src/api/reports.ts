import { post } from './http'
import type { Order, Time } from './types'

export interface Report {
  equipment?: string
  location?: string
  content: string
  trade?: string
  reported_by?: string
  phone?: string
  appointment?: string
  channel: 'phone' | 'desk'
  reported_at?: string
  trigger?: string
  concern?: 'complaint' | 'demand'
  severity?: string
  trapped?: boolean
  /** A new order, whatever is open. */
  separate?: boolean
  /** The open order that it is about. */
  join?: string
}

/** The order that it made, or that it joined. */
export const sendReport = async (report: Report, key: string): Promise<Order & { joined: boolean }> =>
  (await post<Order & { joined: boolean }>('/work-orders', { key, body: report })).body

/** What one caller said; name and phone only for those who need them. */
export interface CallerReport {
  reported_at: Time
  channel: string
  content: string
  reported_by?: string | null
  phone?: string | null
  appointment?: string | null
  trigger?: string | null
  taken_by: string
}
