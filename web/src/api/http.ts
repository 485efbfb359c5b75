import type { Problem } from './types'

export const BASE = '/api/v1'
/** An answer that has not come by now will not help the person who waits for it. */
const TIMEOUT_MS = 15_000

/** A refusal or failure that can be shown: `status` 0 means that the gateway did not answer at all. */
export class ApiError extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${problem.status}`)
    this.status = problem.status
    this.problem = problem
  }
}

export interface Answer<T> {
  body: T
  etag: string | null
}

type Query = Record<string, string | number | undefined | null>

let language = 'zh-CN'
let signedOut: () => void = () => {}

/** The language in which the gateway is asked to answer. */
export function speak(tag: string): void {
  language = tag
}

/** Called whenever a call is refused because there is no session any more. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener
}

export function path(...segments: string[]): string {
  return segments.map((segment) => '/' + encodeURIComponent(segment)).join('')
}

export async function get<T>(route: string, query: Query = {}): Promise<Answer<T>> {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const suffix = search.size > 0 ? `?${search}` : ''
  return call<T>('GET', route + suffix, {})
}

/** Follows `next` until the list is whole, or until `most` items are there. */
export async function getAll<T>(route: string, query: Query = {}, most = 10_000): Promise<T[]> {
  const items: T[] = []
  let after: string | null = null
  do {
    const page: { items: T[]; next: string | null } = (
      await get<{ items: T[]; next: string | null }>(route, { limit: 500, ...query, after })
    ).body
    items.push(...page.items)
    after = page.next ?? null
  } while (after !== null && items.length < most)
  return items
}

export interface Change {
  body?: unknown
  etag?: string | null
  /** Sent again on a retry of the same intent, so that it happens once. */
  key?: string
  /** How long to wait for what takes its time, in milliseconds. */
  patience?: number
}

export async function post<T>(route: string, change: Change = {}): Promise<Answer<T>> {
  return call<T>('POST', route, { headers: changeHeaders(change), body: JSON.stringify(change.body ?? {}) }, change.patience)
}

export async function put<T>(route: string, change: Change = {}): Promise<Answer<T>> {
  return call<T>('PUT', route, { headers: changeHeaders(change), body: JSON.stringify(change.body ?? {}) })
}

export async function remove(route: string): Promise<void> {
  await call<unknown>('DELETE', route, { headers: changeHeaders({}) })
}

/** A file with what is said of it; the browser writes the form's own header. */
export async function sendForm<T>(route: string, form: FormData, key: string, patience: number): Promise<Answer<T>> {
  return call<T>('POST', route, { headers: { 'Idempotency-Key': key }, body: form }, patience)
}

/** A change that says everything by its address. */
export async function send<T>(method: 'DELETE' | 'POST', route: string, key: string): Promise<Answer<T>> {
  return call<T>(method, route, { headers: { 'Idempotency-Key': key } })
}

/** `crypto.randomUUID` exists only on https and on localhost; a site's own network often has neither. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function changeHeaders(change: Change): Record<string, string> {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'Idempotency-Key': change.key ?? idempotencyKey(),
  }
  if (change.etag) headers['If-Match'] = change.etag
  return headers
}

async function call<T>(method: string, route: string, init: RequestInit, patience = TIMEOUT_MS): Promise<Answer<T>> {
  const headers = { Accept: 'application/json', 'Accept-Language': language, ...(init.headers as object) }
  let response: Response
  try {
    response = await fetch(BASE + route, {
      ...init,
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    })
  } catch {
    throw new ApiError({ status: 0 })
  }
  if (response.status === 401 && route !== '/session') signedOut()
  if (!response.ok) throw new ApiError(await problemOf(response))
  const text = await response.text()
  return { body: (text === '' ? undefined : JSON.parse(text)) as T, etag: response.headers.get('ETag') }
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const problem = (await response.json()) as Partial<Problem>
    return { ...problem, status: response.status }
  } catch {
    return { status: response.status, title: response.statusText }
  }
}
