import { get, path, post, type Answer } from './http'
import type { Text, Time } from './types'

export type HandoverPart = 'left' | 'taken'
export type HandoverState = 'ahead' | 'open' | 'left' | 'missing' | 'handed_over'
export const SECTIONS = ['alarm', 'shelved', 'shielded', 'lock_out', 'permit', 'order', 'lent', 'log'] as const
export type HandoverSection = (typeof SECTIONS)[number]

/** One thing that stands when a shift is handed over. */
export interface HandoverItem {
  section: HandoverSection
  subject: string
  text: Text
  equipment: string | null
  state: string | null
  person: string | null
  since: Time | null
  until: Time | null
  overdue: boolean
}

export interface HandoverSignature {
  person: string
  at: Time
  remarks: string
  /** Lines of SVG in a field of 1000 by 400. */
  strokes: string | null
  sha256: string
  intact: boolean
  stood?: HandoverItem[]
}

/** A page of the book in the list of pages. */
export interface HandoverRow {
  id: string
  day: string
  shift: string
  from: Time
  at: Time
  state: HandoverState
  next: HandoverPart | null
  whose: string[]
  left: HandoverSignature | null
  taken: HandoverSignature | null
}

export interface HandoverChange {
  kind: 'new' | 'changed' | 'gone'
  item: HandoverItem
  before: HandoverItem | null
}

export interface HandoverPage extends HandoverRow {
  stands: HandoverItem[]
  changes: HandoverChange[]
}

export interface LogLine {
  number: number
  at: Time
  happened_at: Time | null
  person: string
  text: string
  corrects: number | null
}

/** That a page was signed, a line written, or a key, tool or badge lent or taken back. */
export type HandoverMessage = { type: 'handover'; page: string } | { type: 'control_log'; line: LogLine } | { type: 'lending'; thing: string }

/** What is said with a signature; `user` and `password` where somebody else is signed in. */
export interface Signing {
  part: HandoverPart
  remarks?: string
  strokes?: string
  user?: string
  password?: string
}

export const handoverPages = async (): Promise<HandoverRow[]> => (await get<{ items: HandoverRow[] }>('/handover-book')).body.items
export const handoverPage = (id: string): Promise<Answer<HandoverPage>> => get<HandoverPage>(`/handover-book${path(id)}`)
export const signHandover = (id: string, said: Signing, etag: string | null, key: string): Promise<Answer<HandoverPage>> =>
  post<HandoverPage>(`/handover-book${path(id, 'signatures')}`, { body: said, etag, key })
export const logLines = async (after?: string): Promise<{ items: LogLine[]; next: string | null }> => (await get<{ items: LogLine[]; next: string | null }>('/control-log', { limit: 50, after })).body
export const writeLog = async (said: { text: string; happened_at?: string; corrects?: number }, key: string): Promise<LogLine> => (await post<LogLine>('/control-log', { body: said, key })).body
