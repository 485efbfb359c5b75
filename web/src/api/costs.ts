import type { Time } from './types'

/** A line of what an order costs; amounts are of the order's currency. */
export interface CostLine {
  line: number
  kind: 'part' | 'labour' | 'cost' | 'quote'
  part?: string | null
  name: string
  quantity: number
  unit_price: number
  amount: number
  paid: 'owner' | 'customer' | 'warranty'
  person?: string | null
  corrects?: number | null
  taken_back: boolean
  note?: string | null
  by: string
  at: Time
}

export interface CostApproval {
  amount: number
  /** With the other orders of the equipment, which `among` names where they raise the tier. */
  sum: number
  among: string[]
  steps: { step: string; given: boolean; by?: string; at?: Time; amount?: number; paper?: string | null; note?: string | null }[]
  /** Steps that nobody holds but those who may not take them. */
  passed_over?: string[]
  next: string | null
  since: Time | null
  due_at: Time | null
  overdue: boolean
}

/** What an order costs, by line, by who pays, and who agreed to it. */
export interface OrderMoney {
  parts?: CostLine[]
  costs?: CostLine[]
  currency?: string
  totals?: Record<string, { spent: number; quoted: number }>
  consents?: { who: string; how: 'signature' | 'phone'; amount: number; note?: string | null; by: string; at: Time }[]
  approval?: CostApproval
}
