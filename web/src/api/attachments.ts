import { type Answer, BASE, path, send, sendForm } from './http'
import type { Time } from './types'

export type AttachmentKind = 'photo' | 'signature' | 'document'
export type Signer = 'technician' | 'customer'

/** A file that hangs on an order. */
export interface Attachment {
  id: string
  kind: AttachmentKind
  name: string
  media_type: string
  size: number
  sha256: string
  note?: string | null
  /** Of the checklist, from 1. */
  line?: number | null
  signed_as?: Signer | null
  signed_by?: string | null
  taken_at?: Time | null
  added_at: Time
  added_by: string
  /** It is not for this person. */
  covered: boolean
  removable: boolean
}

export interface OrderAttachments {
  attachments?: Attachment[]
  can_attach?: boolean
}

/** What is said of a file as it is sent. */
export interface AttachmentFields {
  kind: AttachmentKind
  note?: string
  taken_at?: Time
  line?: number
  signed_as?: Signer
  signed_by?: string
}

/** A basement's line is slow, and a photograph is not short. */
const PATIENCE = 120_000

export async function attach(order: string, file: Blob, name: string, fields: AttachmentFields, key: string): Promise<Answer<Attachment>> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) if (value !== undefined && value !== '') form.append(field, String(value))
  form.append('file', file, name)
  return sendForm<Attachment>(path('work-orders', order, 'attachments'), form, key, PATIENCE)
}

export const takeOff = async (order: string, attachment: string, key: string): Promise<Answer<unknown>> => send('DELETE', path('work-orders', order, 'attachments', attachment), key)

/** Where its bytes are: the session's cookie opens it. */
export const attachmentUrl = (order: string, attachment: string): string => BASE + path('work-orders', order, 'attachments', attachment)
