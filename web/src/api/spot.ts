import type { Text, Time } from './types'

/** A line of an order's checklist, and what was found of it. */
export interface ChecklistItem {
  /** Its number, from 1. */
  item: number
  text: Text
  /** The point whose value is written down with it. */
  reading?: string | null
  unit?: string | null
  /** A photograph is wanted where it failed. */
  photo?: boolean
  /** False: law asks for it, so it is never left out. */
  may_skip?: boolean
  /** Not yet looked at, or skipped: absent. */
  passed?: boolean | null
  skipped?: boolean
  value?: number | null
  note?: string | null
  at?: Time | null
  by?: string | null
}

/** The order that a failed line led to. */
export interface Corrective {
  item: number
  id: string
}

export type Finding = 'true' | 'false' | 'skipped'

export const settled = (item: ChecklistItem): boolean => item.passed != null || item.skipped === true
