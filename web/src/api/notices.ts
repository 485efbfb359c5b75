import { getAll, path, post, put } from './http'
import type { Time } from './types'

export type NoticeAction = 'edit' | 'submit' | 'send_back' | 'approve' | 'publish' | 'extend' | 'withdraw' | 'archive' | 'discard'
export type NoticeState = 'draft' | 'submitted' | 'approved' | 'published' | 'withdrawn' | 'archived' | 'discarded'

/** What a notice says, as it is written. */
export interface NoticeText {
  kind: 'planned' | 'sudden'
  supply: 'water' | 'power' | 'lift' | 'other'
  where: string
  zh: string
  en?: string | null
  from: Time
  until: Time
  reason?: string | null
  order?: string | null
  plan?: string | null
  relief?: string | null
}

/** A notice to residents. */
export interface Notice extends NoticeText {
  id: string
  version: number
  state: NoticeState
  number?: string | null
  relief_order?: string | null
  created_by: string
  created_at: Time
  approved_by?: string | null
  approved_at?: Time | null
  published_at?: Time | null
  ended_at?: Time | null
  allowed?: NoticeAction[]
}

export const notices = (states: readonly NoticeState[]): Promise<Notice[]> => getAll<Notice>('/notices', { state: states.join(',') }, 500)

export const draftNotice = async (text: NoticeText, key: string): Promise<Notice> => (await post<Notice>('/notices', { key, body: text })).body

const tag = (notice: Notice): string => `"${notice.version}"`

export const editNotice = async (notice: Notice, text: NoticeText, key: string): Promise<Notice> =>
  (await put<Notice>(`/notices${path(notice.id)}`, { key, etag: tag(notice), body: text })).body

export const actOnNotice = async (notice: Notice, action: NoticeAction, fields: Record<string, unknown>, key: string): Promise<Notice> =>
  (await post<Notice>(`/notices${path(notice.id, action)}`, { key, etag: tag(notice), body: fields })).body
