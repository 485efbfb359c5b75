import type { PointKind, PointValue, Quality, Text, Time } from './types'

export type SheetState = 'open' | 'agrees' | 'differs' | 'read_again'

/** A point that is read, and what a person read at the device beside it. */
export interface SheetLine {
  equipment: string
  equipment_name: Text
  point: string
  name: Text
  kind: PointKind
  unit: string | null
  states: string[]
  connection: string | null
  source: string
  state: SheetState
  now: { value: PointValue; quality: Quality; time: Time | null }
  signed: {
    read: string
    shown: string | null
    tolerance: number | null
    within: boolean
    remark: string
    by: string
    at: Time
  } | null
}

export interface Candidate {
  /** Null of a text, and where the registers hold no number. */
  value: number | null
  text: string | null
  scale: number
  /** It may be what is expected. */
  meets: boolean
  /** It is what the site says. */
  configured: boolean
  decodings: { type: string; byte_order: string; registers: number }[]
}

/** Every way to read the registers of a point, the plausible ones first. */
export interface Decodings {
  table: string
  address: number
  time: Time
  registers: string[]
  candidates: Candidate[]
}
