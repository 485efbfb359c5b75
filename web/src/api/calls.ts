import { get, getAll, path, post, put, remove, type Answer } from './http'
import type { Forwarding } from './forwarding'
import type { Effect, Rehearsal } from './rules'
import type { Decodings, SheetLine } from './sheet'
import type { SiteEvent } from './events'
import type {
  Alarm,
  AlarmFigures,
  Certificate,
  Connection,
  Equipment,
  History,
  Occurrence,
  Order,
  OrderSummary,
  Permit,
  PointValue,
  Session,
  Site,
  StaffMember,
} from './types'

export const signIn = async (username: string, password: string): Promise<Session> =>
  (await post<Session>('/session', { body: { username, password } })).body

export const signOut = (): Promise<void> => remove('/session')

export const site = async (): Promise<Site> => (await get<Site>('/site')).body

export const equipmentList = (): Promise<Equipment[]> => getAll<Equipment>('/equipment')

export const equipment = async (id: string): Promise<Equipment> =>
  (await get<Equipment>('/equipment' + path(id))).body

export const history = async (
  equipmentId: string,
  point: string,
  from: Date,
  to: Date,
  /** Absent: the raw samples, which alone carry the words of states. */
  stepSeconds: number | null,
): Promise<History> =>
  (
    await get<History>(`/points${path(equipmentId, point)}/history`, {
      from: from.toISOString(),
      to: to.toISOString(),
      step: stepSeconds === null ? undefined : `${stepSeconds}s`,
    })
  ).body

/** Without a state the gateway lists what still stands. */
export const standingAlarms = (): Promise<Alarm[]> => getAll<Alarm>('/alarms')

export const alarmFigures = async (): Promise<AlarmFigures> => (await get<AlarmFigures>('/alarm-figures')).body

export const endedAlarms = async (): Promise<Alarm[]> =>
  (await get<{ items: Alarm[] }>('/alarms', { state: 'normal', limit: 200 })).body.items

export const alarmsOf = async (equipmentId: string): Promise<Alarm[]> =>
  (await get<{ items: Alarm[] }>('/alarms', { equipment: equipmentId, limit: 50 })).body.items

export const alarm = (id: string): Promise<Answer<Alarm>> => get<Alarm>('/alarms' + path(id))

export const actOnAlarm = (
  id: string,
  action: 'acknowledge' | 'reset',
  etag: string | null,
  key: string,
): Promise<Answer<Alarm>> => post<Alarm>(`/alarms${path(id, action)}`, { etag, key, body: {} })

const ENDED = 'closed,cancelled,rejected,merged'

export const openOrders = (): Promise<OrderSummary[]> => getAll<OrderSummary>('/work-orders', { status: 'open' }, 5_000)

/** The newest of those that want nothing any more. */
export const endedOrders = async (): Promise<OrderSummary[]> =>
  (await get<{ items: OrderSummary[] }>('/work-orders', { status: ENDED, limit: 200 })).body.items

export const staff = (): Promise<StaffMember[]> => getAll<StaffMember>('/staff')

export const ordersOf = async (equipmentId: string): Promise<OrderSummary[]> =>
  (await get<{ items: OrderSummary[] }>('/work-orders', { equipment: equipmentId, limit: 50 })).body.items

export const order = (id: string): Promise<Answer<Order>> => get<Order>('/work-orders' + path(id))

export const actOnOrder = (
  id: string,
  action: string,
  fields: Record<string, unknown>,
  etag: string | null,
  key: string,
): Promise<Answer<Order>> => post<Order>(`/work-orders${path(id, action)}`, { etag, key, body: fields })

/** Those that were not ended and whose time is not over; also those that begin later. */
/** Permits that last, and those of hot work at which somebody has yet to look again. */
export const lastingPermits = async (): Promise<Permit[]> => (await Promise.all([getAll<Permit>('/permits', { second_look: 'true' }), getAll<Permit>('/permits', { lasting: 'true' })])).flat()

export const issuePermit = async (fields: Record<string, unknown>, key: string): Promise<Permit> => (await post<Permit>('/permits', { key, body: fields })).body

export const endPermit = async (id: string, fields: Record<string, unknown>, key: string): Promise<Permit> =>
  (await post<Permit>(`/permits${path(id, 'end')}`, { key, body: fields })).body
export const lookAfterPermit = async (id: string, fields: Record<string, unknown>, key: string): Promise<Permit> =>
  (await post<Permit>(`/permits${path(id, 'look')}`, { key, body: fields })).body

export const connections = (): Promise<Connection[]> => getAll<Connection>('/connections')

export const forwarding = async (): Promise<Forwarding> => (await get<Forwarding>('/forwarding')).body

export const sheet = (): Promise<SheetLine[]> => getAll<SheetLine>('/commissioning')

/** Where the browser itself fetches the sheet as a table. */
export const SHEET_CSV = '/api/v1/commissioning.csv'

export interface Reading {
  read: boolean | number | string
  tolerance?: number
  remark?: string
}

export const signReading = async (equipmentId: string, point: string, reading: Reading, key: string): Promise<SheetLine> =>
  (await put<SheetLine>('/commissioning' + path(equipmentId, point), { key, body: reading })).body

export const decodings = async (equipmentId: string, point: string, near: number | null): Promise<Decodings> =>
  (await get<Decodings>(`/points${path(equipmentId, point)}/decodings`, { near })).body

export const certificates = (): Promise<Certificate[]> => getAll<Certificate>('/certificates')

/** Believes a server's certificate from now on, or no longer. */
export const decideCertificate = async (sha256: string, decision: 'trust' | 'reject', key: string): Promise<void> => {
  await post<unknown>('/certificates' + path(sha256, decision), { key })
}

export const renewCertificate = async (key: string): Promise<void> => {
  await post<unknown>('/certificates/own/renew', { key })
}

/** A file that the browser saves. */
export const ownCertificateFile = (format: 'der' | 'pem'): string => `/api/v1/certificates/own?format=${format}`

export const occurrences = (from: Date, to: Date): Promise<Occurrence[]> =>
  getAll<Occurrence>('/maintenance/occurrences', { from: from.toISOString(), to: to.toISOString() })

export const eventsOf = async (equipmentId: string, from: Date, to: Date): Promise<SiteEvent[]> =>
  (
    await get<{ items: SiteEvent[] }>('/events', {
      equipment: equipmentId,
      from: from.toISOString(),
      to: to.toISOString(),
      limit: 50,
    })
  ).body.items

/** What the private fields of an event were; the look is in the audit. */
export const lookAtEvent = async (event: SiteEvent): Promise<Record<string, PointValue>> =>
  (await post<{ fields: Record<string, PointValue> }>('/events/look', { body: { equipment: event.equipment, point: event.point, id: event.id } })).body
    .fields

/** Files are read and their rule tests run; a period is rehearsed for a minute at most, and answered then. */
const LONG_MS = 75_000

/** What the site's files, as they are now, would do to the running gateway. */
export const lookAtFiles = async (): Promise<Effect> =>
  (await post<Effect>('/site/reload', { body: { dry_run: true }, patience: LONG_MS })).body

/** Lets the gateway judge by the files as they are now. */
export const takeFilesOver = async (key: string): Promise<Effect> =>
  (await post<Effect>('/site/reload', { body: {}, key, patience: LONG_MS })).body

export const rehearse = async (from: Date, to: Date, onDisk: boolean): Promise<Rehearsal> =>
  (
    await post<Rehearsal>('/rules/replay', {
      body: { from: from.toISOString(), to: to.toISOString(), on_disk: onDisk },
      patience: LONG_MS,
    })
  ).body
