import type { Text, Time } from './types'

/** An order that hangs together with another; `relation` is what it is to the one that is looked at. */
export interface RelatedOrder {
  kind: 'repeat' | 'root_cause' | 'common_cause'
  relation: 'earlier' | 'later' | 'looked_into' | 'root_cause' | 'cause' | 'caused'
  id: string
  title: Text
  status: string
  open: boolean
  at: Time
}

/** An order may wait for the repair of its cause, under another one. */
export interface Waits {
  cause?: { order: string; by: string; from: Time; until: Time } | null
}
