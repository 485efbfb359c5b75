import { getAll, path, post } from './http'
import type { Time } from './types'

/** A calendar that a phone or a desk program fetches by itself. */
export interface CalendarFeed {
  id: string
  owner: string
  person?: string | null
  equipment?: string | null
  created_at: Time
  /** Whoever has it reads the calendar. */
  path?: string
}

export const calendarFeeds = (): Promise<CalendarFeed[]> => getAll<CalendarFeed>('/maintenance/feeds')

/** Its link is in the list. */
export const issueFeed = async (of: { person?: string; equipment?: string }, key: string): Promise<void> => {
  await post<unknown>('/maintenance/feeds', { key, body: of })
}

export const revokeFeed = async (id: string, key: string): Promise<void> => {
  await post<unknown>(`/maintenance/feeds${path(id, 'revoke')}`, { key, body: {} })
}
