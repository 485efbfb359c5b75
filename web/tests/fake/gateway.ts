import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Alarm, AlarmState, LiveMessage, Order, PointChange } from '../../src/api/types'
import { allowedIn, makeAlarms, makeForwarding, makeLinks, makeOccurrences, makeOrders, NEXT, ownCertificate } from './happenings'
import { makeHistory } from './history'
import { makePlant } from './plant'
import { makeEffect, makePermit, makeRehearsal } from './rules'

export const POLICY = "default-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

const ALARM_STEPS: Record<string, AlarmState> = { 'acknowledge/unacked': 'acked', 'acknowledge/rtn_unacked': 'normal', 'reset/latched': 'normal' }

/** What a test asks of the fake besides the contract. */
export interface Refusal {
  status: number
  detail: string
}

interface Call {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
}

/** Speaks the contract over a made-up estate, for tests and for work on the console without a gateway. */
export class FakeGateway {
  readonly plant
  readonly alarms
  readonly orders
  readonly links
  /** Every call that changes something, as it came. */
  readonly changes: Call[] = []
  /** Set: the next calls whose path begins with the key are refused so. */
  readonly refusals = new Map<string, Refusal>()
  private readonly sockets = new Set<WebSocket>()
  private readonly versions = new Map<string, number>()
  private readonly answered = new Map<string, string>()
  private readonly server: Server
  private readonly live = new WebSocketServer({ noServer: true })
  private readonly session = 'fake-session'
  private timer: ReturnType<typeof setInterval> | undefined

  constructor(
    private readonly console: string | null = null,
    private readonly now: () => number = Date.now,
  ) {
    this.plant = makePlant(now())
    this.alarms = makeAlarms(now())
    this.orders = makeOrders(now())
    this.links = makeLinks(now())
    this.server = createServer((request, response) => void this.answer(request, response))
    this.server.on('upgrade', (request, socket, head) => {
      if (request.url !== '/api/v1/live' || !this.signedIn(request)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
        return
      }
      this.live.handleUpgrade(request, socket, head, (peer) => {
        peer.on('message', (text) => {
          if ((JSON.parse(String(text)) as { type?: string }).type === 'subscribe') this.sockets.add(peer)
        })
        peer.on('close', () => this.sockets.delete(peer))
      })
    })
  }

  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Ends every connection and listens no more; `start` with the same port brings it back. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.dropSockets()
    this.server.closeAllConnections()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }

  dropSockets(): void {
    for (const socket of this.live.clients) socket.terminate()
  }

  get subscribers(): number {
    return this.sockets.size
  }

  push(message: LiveMessage): void {
    const text = JSON.stringify(message)
    for (const socket of this.sockets) socket.send(text)
  }

  raise(alarm: Alarm): void {
    this.alarms.set(alarm.id, alarm)
    this.push({ type: 'alarm', alarm })
  }

  /** Makes the estate so many times as large. */
  multiply(times: number): void {
    for (const [id, item] of [...this.plant]) {
      for (let copy = 2; copy <= times; copy++) {
        const points = structuredClone(item.points)
        this.plant.set(`${id}-${copy}`, { ...item, id: `${id}-${copy}`, name: `${String(item.name)} ${copy}`, points })
      }
    }
  }

  /** Lets numbers wander, `perSecond` changes a second, each a message of its own. */
  run(perSecond: number): void {
    clearInterval(this.timer)
    const moving = [...this.plant.values()].flatMap((item) =>
      Object.entries(item.points)
        .filter(([, point]) => typeof point.value === 'number' && point.quality === 'good' && (point.unit || point.kind === 'counter'))
        .map(([id, point]) => ({ item, id, point, centre: point.value as number })),
    )
    let turn = 0
    this.timer = setInterval(() => {
      for (let count = 0; count < Math.max(1, perSecond / 20); count++) {
        const { item, id, point, centre } = moving[turn++ % moving.length]!
        point.value = point.kind === 'counter' ? (point.value as number) + 1 : centre * (1 + Math.sin(turn / 7) * 0.03)
        point.time = new Date(this.now()).toISOString()
        const change: PointChange = { equipment: item.id, point: id, value: point.value, quality: 'good', reason: null, time: point.time }
        this.push({ type: 'point', ...change })
      }
    }, 50)
  }

  private signedIn(request: IncomingMessage): boolean {
    return (request.headers.cookie ?? '').includes(`session=${this.session}`)
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake')
    if (!url.pathname.startsWith('/api/v1/')) return this.file(url.pathname, response)
    const path = url.pathname.slice('/api/v1'.length).split('/').slice(1).map(decodeURIComponent)
    const call: Call = { method: request.method ?? 'GET', path: '/' + path.join('/'), headers: request.headers, body: await bodyOf(request) }
    const refusal = [...this.refusals].find(([prefix]) => call.path.startsWith(prefix))?.[1]
    if (refusal) return problem(response, refusal.status, refusal.detail)
    if (call.path === '/session') return this.sessionCall(call, response)
    if (!this.signedIn(request)) return problem(response, 401, 'no session')
    if (call.method === 'GET') return this.read(path, url.searchParams, response)
    this.change(call, path, response)
  }

  private sessionCall(call: Call, response: ServerResponse): void {
    if (call.method === 'DELETE') {
      response.setHeader('Set-Cookie', 'session=; Path=/; Max-Age=0')
      return json(response, 204, undefined)
    }
    if (call.body.password !== 'secret') return problem(response, 401, 'wrong')
    response.setHeader('Set-Cookie', `session=${this.session}; Path=/; HttpOnly; SameSite=Strict`)
    json(response, 200, { token: this.session, expires_at: new Date(this.now() + 3_600_000).toISOString(), user: call.body.username, roles: ['admin'] })
  }

  private read([kind, id, point]: string[], query: URLSearchParams, response: ServerResponse): void {
    const of = <T extends { equipment: string | null }>(items: Iterable<T>) => [...items].filter((item) => !query.has('equipment') || item.equipment === query.get('equipment'))
    const time = (name: string) => Date.parse(query.get(name) ?? '')
    switch (kind) {
      case 'site':
        return json(response, 200, { id: 'jinlan', name: '锦澜花园', timezone: 'Asia/Shanghai', language: 'zh', areas: [{ id: 'east', name: '东区' }, { id: 'west', name: '西区' }], version: '0.1.0' })
      case 'equipment':
        return id ? this.one(this.plant.get(id), id, response) : this.page([...this.plant.values()], query, response)
      case 'alarms': {
        if (id) return this.one(this.alarms.get(id), id, response)
        const states = query.get('state')?.split(',')
        return this.page(of(this.alarms.values()).filter((alarm) => (states ? states.includes(alarm.state) : alarm.state !== 'normal')), query, response)
      }
      case 'work-orders':
        return id ? this.one(this.whole(this.orders.get(id)), id, response) : this.page(of(this.orders.values()).filter((order) => hasStatus(order, query.get('status'))), query, response)
      case 'staff':
        return json(response, 200, { items: [{ id: 'li-wei', name: '李伟', role: 'technician' }, { id: 'he-lin', name: '何琳', role: 'operator' }, { id: 'chen-tao', name: '陈涛', role: 'technician' }], next: null })
      case 'handover-book':
      case 'control-log':
      case 'lending':
        return this.page([], query, response)
      case 'return-visits':
        return this.page([...this.orders.values()].filter((order) => order.status === 'visit').map((order) => ({ level: 'desk', due_at: null, overdue: false, yours: true, order })), query, response)
      case 'permits':
        return this.page([makePermit(this.now())], query, response)
      case 'connections':
        return this.page([...this.links.values()], query, response)
      case 'forwarding':
        return json(response, 200, makeForwarding(this.now()))
      case 'certificates':
        return this.page([ownCertificate(this.now())], query, response)
      case 'patrols':
        return json(response, 200, { routes: [], walks: [] })
      case 'maintenance':
        if (id === 'certificates') return this.page([], query, response)
        return json(response, 200, { items: makeOccurrences(time('from'), time('to'), this.now()), next: null })
      case 'events':
        return json(response, 200, { items: this.events(query.get('equipment') ?? ''), next: null })
      case 'points': {
        const item = this.plant.get(id ?? '')
        if (!item || !point) return problem(response, 404, 'no such point')
        return json(response, 200, makeHistory(item, point, time('from'), time('to'), query.has('step') ? parseInt(query.get('step')!, 10) * 1000 : null, this.now()))
      }
    }
    problem(response, 404, 'no such call')
  }

  private page(items: readonly unknown[], query: URLSearchParams, response: ServerResponse): void {
    const limit = Number(query.get('limit') ?? 100)
    const from = Number(query.get('after') ?? 0)
    json(response, 200, { items: items.slice(from, from + limit), next: from + limit < items.length ? String(from + limit) : null })
  }

  private one(item: unknown, id: string, response: ServerResponse): void {
    if (!item) return problem(response, 404, `there is no ${id}`)
    response.setHeader('ETag', this.etag(id))
    json(response, 200, item)
  }

  private change(call: Call, [kind, id, action]: string[], response: ServerResponse): void {
    this.changes.push(call)
    const key = String(call.headers['idempotency-key'] ?? '')
    if (!/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/.test(key)) return problem(response, 400, 'Idempotency-Key is missing')
    const before = this.answered.get(key)
    if (before) return json(response, 200, JSON.parse(before))
    if (kind === 'site') return json(response, 200, makeEffect(call.body.dry_run !== true))
    if (kind === 'rules') return json(response, 200, makeRehearsal(this.now()))
    if (call.headers['if-match'] !== this.etag(id ?? '')) return problem(response, 412, 'it has changed')
    const after = kind === 'alarms' ? this.alarmAction(id!, action!) : this.orderAction(id!, action!, call.body)
    if (!after) return problem(response, 409, 'the state does not allow it')
    this.versions.set(id!, (this.versions.get(id!) ?? 1) + 1)
    this.answered.set(key, JSON.stringify(after))
    response.setHeader('ETag', this.etag(id!))
    json(response, 200, after)
  }

  private alarmAction(id: string, action: string): Alarm | null {
    const alarm = this.alarms.get(id)
    const next = alarm && ALARM_STEPS[`${action}/${alarm.state}`]
    if (!alarm || !next) return null
    const time = new Date(this.now()).toISOString()
    const after: Alarm = { ...alarm, state: next, acked_by: 'admin', acked_at: time, axes: { ...alarm.axes!, acknowledged: true, latched: false }, history: [...(alarm.history ?? []), { time, actor: 'admin', action: action === 'reset' ? 'reset' : 'acknowledged' }] }
    this.raise(after)
    return after
  }

  private orderAction(id: string, action: string, body: Record<string, unknown>): Order | null {
    const order = this.orders.get(id)
    const next = NEXT[action]
    if (!order || !next || !allowedIn(order.status).some((item) => item.action === action)) return null
    const time = new Date(this.now()).toISOString()
    const after: Order = { ...order, status: next, assignee: (body.assignee as string | undefined) ?? order.assignee ?? null, history: [...(order.history ?? []), { time, actor: 'admin', action, from: order.status, to: next, note: Object.values(body).join('，') || null }] }
    this.orders.set(id, after)
    this.push({ type: 'work_order', work_order: after })
    return this.whole(after)!
  }

  private whole(order: Order | undefined): Order | undefined {
    return order && { ...order, allowed: allowedIn(order.status) }
  }

  private events(equipment: string) {
    if (!/^(door|gate)/.test(equipment)) return []
    const door = equipment.startsWith('door')
    return [40, 300, 1_900].map((ago, index) => ({
      id: `${equipment}-${index}`, equipment, point: door ? 'door' : 'plate', type: door ? ['granted', 'denied', 'rex'][index] : 'plate', time: new Date(this.now() - ago * 1000).toISOString(),
      fields: door ? { type: ['granted', 'denied', 'rex'][index]! } : { plate: '粤B·***21', confidence: 96 - index * 9, direction: 'in' },
    }))
  }

  private etag(id: string): string {
    return `"${this.versions.get(id) ?? 1}"`
  }

  private file(path: string, response: ServerResponse): void {
    const wanted = normalize(path)
    const found = this.console && existsSync(join(this.console, wanted)) && statSync(join(this.console, wanted)).isFile()
    if (!this.console || (!found && extname(wanted) !== '')) return problem(response, 404, 'no such file')
    const file = found ? join(this.console, wanted) : join(this.console, 'index.html')
    response.setHeader('Content-Security-Policy', POLICY)
    response.setHeader('Cache-Control', wanted.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream')
    createReadStream(file).pipe(response)
  }
}

function hasStatus(order: Order, status: string | null): boolean {
  if (status === null || status === 'open') return status === null || !['closed', 'cancelled', 'rejected', 'merged'].includes(order.status)
  return status.split(',').includes(order.status)
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json')
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function problem(response: ServerResponse, status: number, detail: string): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'application/problem+json')
  response.end(JSON.stringify({ type: 'about:blank', status, detail }))
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = ''
  for await (const piece of request) text += String(piece)
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}
