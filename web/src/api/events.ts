import type { PointValue, Time } from './types'

/** What a reader or a camera saw. */
export interface SiteEvent {
  id?: string
  equipment: string
  point?: string
  type?: string
  time: Time
  /** The device told a time that cannot be: this is that of the receipt. */
  clock_off?: boolean
  fields?: Record<string, PointValue>
  /** Names of the fields that are hashes here. */
  private_fields?: string[]
  /** Whether this person may look at what they were. */
  clear_text?: boolean
}
