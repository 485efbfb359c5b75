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
