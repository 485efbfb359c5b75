import { getAll, path, post } from './http'
import type { Time } from './types'

/** A label by which residents report, on an equipment or at a place. */
export interface Label {
  id: string
  equipment?: string | null
  name?: { zh: string; en: string } | null
  location?: string | null
  created_at: Time
  /** Whoever has it reports there. */
  path?: string
}

export const labels = (): Promise<Label[]> => getAll<Label>('/labels')

/** For a place, or for each equipment that has none; how many were issued. */
export const issueLabels = async (of: { place?: string }, key: string): Promise<number> =>
  (await post<{ items: Label[] }>('/labels', { key, body: of })).body.items.length

export const changeLabel = async (id: string, how: 'renew' | 'revoke', key: string): Promise<void> => {
  await post<unknown>(`/labels${path(id, how)}`, { key })
}
