import type { OrderAttachments } from './attachments'
import type { Complaint } from './complaints'
import type { OrderMoney } from './costs'
import type { SiteEvent } from './events'
import type { Permit } from './permits'
import type { Difference, FileProblem } from './rules'
import type { ChecklistItem, Corrective } from './spot'

export type { Permit, PermitKind } from './permits'
import type { RelatedOrder, Waits } from './related'
import type { CallerReport } from './reports'
import type { OrderVisits } from './visits'
/**
 * What the gateway says over HTTP and the live socket, written by hand after the contract.
 * Times are ISO 8601 in UTC. A text for people is either in the caller's language or in both.
 */
export type Text = string | { zh: string; en: string }
export type Time = string
export type Quality = 'good' | 'uncertain' | 'bad'
export type PointValue = number | boolean | string | null
export type PointKind = 'analog' | 'binary' | 'multistate' | 'counter' | 'text' | 'event'
export type Priority = 'P1' | 'P2' | 'P3' | 'P4'

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface Problem {
  type?: string
  title?: string
  status: number
  detail?: string
  /** Of files that are broken. */
  problems?: FileProblem[]
  /** Of files that say something else than rules differently. */
  differences?: Difference[]
}

export interface Session {
  token: string
  expires_at: Time
  user: string
  roles: string[]
}

export interface Area {
  id: string
  name: Text
}

export interface Site {
  id: string
  name: Text
  timezone: string
  language: 'zh' | 'en'
  areas: Area[]
  contractors?: Area[] // companies, whose ids stand where those of people do
  trades?: string[] // that somebody of the site holds
  urgent_triggers?: Text[] // what makes a report urgent
  emergency_phone?: string | null // where somebody answers day and night
  version: string
}

export interface Point {
  name?: Text
  kind?: PointKind
  unit?: string | null
  /** Names of a multistate's states, where the template gives them. */
  states?: Record<string, Text>
  value: PointValue
  quality: Quality
  reason?: string | null
  time: Time | null
}

export type EquipmentStatus = 'online' | 'degraded' | 'offline' | 'out_of_service' | 'unmonitored'

export interface Due {
  plan: string
  due_at: Time
}

export interface Equipment {
  id: string
  name: Text
  class: string
  template?: string | null
  location?: string | null
  area?: string | null
  parent?: string | null
  connection?: string | null
  status: EquipmentStatus
  points: Record<string, Point>
  active_alarms: number
  open_work_orders: number
  next_maintenance: Due | Time | null
}

/** One step of a number; of a switch or a state the gateway tells the samples instead. */
export interface Bucket {
  time: Time
  min: number | null
  max: number | null
  avg: number | null
  last: number | null
  count: number
  bad: number
}

export interface Sample {
  time: Time
  value: PointValue
  quality: Quality
}

export interface History {
  unit?: string | null
  buckets?: Bucket[]
  samples?: Sample[]
}

export type AlarmState =
  | 'unacked'
  | 'acked'
  | 'rtn_unacked'
  | 'latched'
  | 'shelved'
  | 'suppressed'
  | 'out_of_service'
  | 'normal'

export interface AlarmAxes {
  condition: boolean | string
  acknowledged: boolean
  latched: boolean
  /** A person, the rule of its cause, or an order. */
  suppressed_by?: string | null
  suppressed_until?: Time | null
  quality?: Quality
}

export interface HistoryEntry {
  time: Time
  actor?: string | null
  on_behalf_of?: string | null
  action?: string | null
  from?: string | null
  to?: string | null
  note?: string | null
  entered_at?: Time | null
}

export interface Alarm {
  id: string
  equipment: string
  rule: string
  key?: string | null
  priority: Priority
  life_safety: boolean
  state: AlarmState
  axes?: AlarmAxes
  raised_at: Time
  cleared_at?: Time | null
  acked_at?: Time | null
  acked_by?: string | null
  message?: Text | null
  occurrences: number
  /** What the rule saw when it fired: the bare value, or the value as a point. */
  values?: Record<string, PointValue | Point>
  work_order?: string | null
  /** Permits that stand over its equipment: they explain, they silence nothing. */
  permits?: string[]
  /** True: of several that began together it was the first; false: it follows one; null: nothing began with it. */
  first_out?: boolean | null
  history?: HistoryEntry[]
  notifications?: Notification[]
}

/** Of what the gateway says about the alarms as a whole, what the console shows. */
export interface AlarmFigures {
  flood: { since: Time | null }
}

export type NotificationState = 'waiting' | 'sent' | 'failed' | 'cancelled'

/** A message about alarms on its way to somebody. */
export interface Notification {
  id: string
  /** `wall` is the siren of the consoles. */
  channel: string
  recipient: string | null
  kind: 'alarm' | 'test' | 'advice'
  step: number
  priority: Priority
  title: string
  text: string
  alarms: string[]
  state: NotificationState
  /** It waits although it was tried. */
  failing: boolean
  attempts: number
  created_at: Time
  next_at: Time | null
  ended_at: Time | null
  /** What the other side said last. */
  answer: string | null
}

export interface Clock {
  name: string
  started_at: Time
  due_at: Time
  elapsed_s: number
  state: 'running' | 'paused' | 'met' | 'breached' | 'ended'
  /** From 1; an order that is opened again makes its promises anew. */
  cycle?: number
}

/** The rules that an order in progress keeps quiet, `equipment/rule`; gone with the order or at its end. */
export interface LockOut {
  order: string
  rules: string[]
  /** What the alarms of these rules say; a rule that says nothing itself is left out. */
  titles: Record<string, Text>
  by: string
  reason: string
  from: Time
  until: Time
}

export interface OrderSummary extends Complaint, Waits {
  id: string
  number: string
  source: string
  status: string
  /** Whether it still wants something; absent from an older gateway. */
  open?: boolean
  urgency?: string | null
  severity?: string | null
  major?: boolean
  equipment: string | null
  location?: string | null
  title: Text
  trade?: string | null
  assignee?: string | null
  /** Everybody who had a hand in the work. */
  doers?: string[]
  priority?: string | null
  alarm?: string | null
  occurrences?: number
  opened_at?: Time
  clocks?: Clock[]
  lockout?: LockOut | null
  /** A pause that is asked for. */
  hold_request?: { by: string; kind?: string; reason: string; until?: Time | null; at: Time } | null
  /** Four fifths of a running target are gone, or all of it. */
  overdue?: 'soon' | 'now' | null
  /** A pause that was granted. */
  hold?: { kind: string; reason: string | null; by: string; from: Time; until: Time } | null
  /** How a serious fault is to be repaired. */
  repair_plan?: { text: string; by: string; at: Time } | null
  /** The order that it was put under. */
  merged_into?: string | null
}

export interface Evidence {
  from: Time
  to: Time
  /** Points as `point` of the order's equipment or `equipment/point`; or by that name with what was seen. */
  points: string[] | Record<string, PointValue | Point>
  /** When the fault was first seen: the line in every curve. */
  fault_at?: Time | null
  values?: Record<string, PointValue | Point>
  rule?: string | null
  exchange?: string | null
}

export interface StaffMember {
  id: string
  name: string
  role: string
}

export interface ActionField {
  name: string
  /** `choices`: any number of them. */
  kind: 'text' | 'line' | 'number' | 'choice' | 'choices' | 'person' | 'time'
  required?: boolean
  label?: Text
  choices?: (string | { id: string; name: Text })[]
}

export interface AllowedAction {
  action: string
  fields?: ActionField[]
}

/** What the machines saw of a repair, beside what its rule asks for: seconds of `normal`, times of `exercised`, alarms of `alarm_gone`. */
export interface Proof {
  machine_closes: boolean
  complete: boolean
  parts: { kind: 'alarm_gone' | 'normal' | 'exercised'; met: boolean; wanted: number; found: number; since: Time | null }[]
}

export interface Order extends OrderSummary, OrderMoney, OrderAttachments {
  reports?: CallerReport[]
  return_visits?: OrderVisits | null
  related?: RelatedOrder[]
  /** How often it was opened again. */
  reopened?: number
  /** How often its fault went away by itself within 30 days. */
  self_cleared?: number
  /** What was put under this one. */
  merged?: (OrderSummary & { report?: Record<string, string> })[]
  proof?: Proof | null
  evidence?: Evidence | null
  checklist?: ChecklistItem[]
  /** The order whose checklist led to this one, and those that this one's led to. */
  parent?: string | null
  children?: Corrective[]
  history?: HistoryEntry[]
  allowed?: AllowedAction[]
}

export interface Occurrence {
  plan: string
  equipment: string
  /** The date that the recurrence names, in the site's zone. */
  nominal?: string
  level?: string
  start_at?: Time | null
  due_at: Time
  state: 'due' | 'done' | 'missed' | 'absorbed'
  work_order?: string | null
  absorbed_by?: string | null
  done_at?: string | null
}

export type ConnectionState = 'up' | 'degraded' | 'down'

export interface Connection {
  id: string
  type: string
  state: ConnectionState
  rtt_ms?: number | null
  requests?: number
  errors?: number
  rejected?: number
  last_error?: string | null
  last_good_at?: Time | null
  units?: unknown
}

export type CertificateStanding = 'own' | 'trusted' | 'issuer' | 'rejected'

/** Why a connection refuses a server's certificate now. */
export interface CertificateRefusal {
  connection: string
  at: Time
  reason: string
  words: string
}

/** A certificate of an OPC UA link; `sha256` names it. */
export interface Certificate {
  sha256: string
  sha1: string
  standing: CertificateStanding
  subject: string
  issuer: string
  valid_from: Time
  valid_to: Time
  application_uri: string | null
  hosts: string[]
  authority: boolean
  ends_soon: boolean
  refusals: CertificateRefusal[]
}

export interface PointChange {
  equipment: string
  point: string
  value: PointValue
  quality: Quality
  reason?: string | null
  time: Time
}

export type LiveMessage =
  | ({ type: 'point' } & PointChange)
  | { type: 'points'; points: PointChange[] }
  | { type: 'alarm'; alarm: Alarm }
  | { type: 'first_out'; alarm: string; first_out: boolean | null }
  | { type: 'flood'; since: Time | null }
  | { type: 'work_order'; work_order: OrderSummary }
  | { type: 'permit'; permit: Permit } | { type: 'patrol'; walk: import('./patrols').Walk } | import('./handover').HandoverMessage | { type: 'notice'; notice: import('./notices').Notice }
  | { type: 'connection'; connection: Connection }
  | { type: 'event'; event: SiteEvent }
  | { type: 'notification'; notification: Notification }
