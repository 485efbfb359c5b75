import type { Priority, Text, Time } from './types'

/** One thing that two versions of the site say differently; empty where one says nothing. */
export interface Difference {
  /** In the words of the model: `condition.limits[0].at`. */
  what: string
  before: string
  after: string
}

/** One thing to mend in the site's folder. */
export interface FileProblem {
  file: string
  line: number
  column: number
  severity: 'error' | 'warning'
  what: string
  remedy: string
}

/** Rules by `equipment/rule`, or the id alone of a site's rule. */
export interface RuleChanges {
  added: string[]
  removed: string[]
  changed: Record<string, Difference[]>
  /** What their alarms say; a rule that says nothing itself is left out. */
  titles: Record<string, Text>
}

export interface AffectedAlarm {
  id: string
  equipment: string
  rule: string
  priority: Priority
  message: Text
}

/** What the files do to the running gateway, or did. */
export interface Effect extends RuleChanges {
  applied: boolean
  /** They stand, and end since their rule is gone. */
  ending: AffectedAlarm[]
  /** They stand, and are judged by the changed rule. */
  anew: AffectedAlarm[]
  warnings: FileProblem[]
}

export interface Figures {
  raised: number
  in_alarm_s: number
  orders: number
}

export interface RehearsedRule {
  equipment: string
  rule: string
  title: Text | null
  recorded: Figures
  standing: Figures
  proposed: Figures | null
}

export type Turn = 'more' | 'less' | 'otherwise'

export interface RehearsedEpisode {
  raised_at: Time
  cleared_at: Time | null
  priority: Priority
  suppressed: boolean
}

export interface Deviation {
  turn: Turn
  of: 'alarm' | 'order'
  time: Time
  equipment: string
  rule: string
  why: Text
  priority?: Priority
  message?: Text
  before?: RehearsedEpisode | null
  after?: RehearsedEpisode | null
  trade?: string
  title?: Text
}

export interface Deviations {
  more: number
  less: number
  otherwise: number
  /** The first thousand. */
  items: Deviation[]
}

export interface Rehearsal {
  from: Time
  to: Time
  samples: number
  events: number
  /** Parts of the history that could not be read. */
  damaged: number
  /** A rule was in alarm so often that not all is compared. */
  cut: boolean
  changes: RuleChanges | null
  rules: RehearsedRule[]
  unlike_record: Deviations
  proposed: Deviations
}
