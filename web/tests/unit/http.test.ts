import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, get, getAll, idempotencyKey, onSignedOut, path, post } from '@/api/http'

const fetched = vi.fn<typeof fetch>()
beforeEach(() => vi.stubGlobal('fetch', fetched))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetAllMocks()
})

const json = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init)
const headersOf = (call: number) => fetched.mock.calls[call]![1]!.headers as Record<string, string>

describe('a call', () => {
  it('asks in the language of the page and hands the tag on', async () => {
    fetched.mockResolvedValue(json({ id: 'a' }, { headers: { ETag: '"3"' } }))
    expect(await get('/alarms/a')).toEqual({ body: { id: 'a' }, etag: '"3"' })
    expect(fetched.mock.calls[0]![0]).toBe('/api/v1/alarms/a')
    expect(headersOf(0)['Accept-Language']).toBe('zh-CN')
  })

  it('carries a key and the tag with every change', async () => {
    fetched.mockResolvedValue(json({}))
    await post('/alarms/a/acknowledge', { etag: '"3"', key: 'k' })
    expect(headersOf(0)).toMatchObject({ 'Idempotency-Key': 'k', 'If-Match': '"3"', 'Content-Type': 'application/json' })
  })

  it('makes a key of its own, a UUID of version 4, each time anew', () => {
    expect(idempotencyKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(idempotencyKey()).not.toBe(idempotencyKey())
  })

  it('quotes what a path is made of', () => {
    expect(path('a/b', 'c d')).toBe('/a%2Fb/c%20d')
  })

  it('follows the pages of a list', async () => {
    fetched.mockResolvedValueOnce(json({ items: [1, 2], next: 'x y' })).mockResolvedValueOnce(json({ items: [3], next: null }))
    expect(await getAll('/equipment')).toEqual([1, 2, 3])
    expect(fetched.mock.calls.map((call) => call[0])).toEqual(['/api/v1/equipment?limit=500', '/api/v1/equipment?limit=500&after=x+y'])
  })

  it('turns a problem into words', async () => {
    fetched.mockResolvedValue(json({ title: 'Conflict', detail: '报警仍在', status: 409 }, { status: 409 }))
    const error = await post('/alarms/a/reset').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 409, message: '报警仍在' })
  })

  it('tells an answer without a problem by its status', async () => {
    fetched.mockResolvedValue(new Response('<html>', { status: 502, statusText: 'Bad Gateway' }))
    await expect(get('/site')).rejects.toMatchObject({ status: 502, message: 'Bad Gateway' })
  })

  it('says that nobody answered', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'))
    await expect(get('/site')).rejects.toMatchObject({ status: 0 })
  })

  it('ends the visit when the session is gone, but not when a password is wrong', async () => {
    const ended = vi.fn()
    onSignedOut(ended)
    fetched.mockImplementation(async () => json({ status: 401 }, { status: 401 }))
    await post('/session', { body: {} }).catch(() => undefined)
    expect(ended).not.toHaveBeenCalled()
    await get('/site').catch(() => undefined)
    expect(ended).toHaveBeenCalledOnce()
  })
})
