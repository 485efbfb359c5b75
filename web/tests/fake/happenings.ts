import type { Forwarding } from '../../src/api/forwarding'
import type { Alarm, AllowedAction, Certificate, Connection, Occurrence, Order, Priority } from '../../src/api/types'

/** Alarms, orders, plans and links of the fake estate, relative to a moment. */
export function makeAlarms(now: number): Map<string, Alarm> {
  const at = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString()
  const alarm = (id: string, equipment: string, rule: string, priority: Priority, zh: string, en: string, ago: number, more: Partial<Alarm> = {}): Alarm => ({
    id, equipment, rule, key: '', priority, life_safety: false, state: 'unacked', occurrences: 1,
    axes: { condition: true, acknowledged: false, latched: false, suppressed_by: null, quality: 'good' },
    raised_at: at(ago), cleared_at: null, acked_at: null, acked_by: null, message: { zh, en }, values: {}, work_order: null,
    history: [{ time: at(ago), action: 'raised', actor: 'zhiban' }], ...more,
  })
  const acked = { acknowledged: true, condition: true, latched: false }
  const list = [
    alarm('a-entrap', 'lift-a1', 'entrapment', 'P1', '电梯困人', 'People trapped in lift', 260, { life_safety: true, work_order: 'WX-20261121-014', values: { 'lift-a1/speed': 0, 'lift-a1/occupied': true, 'lift-a1/door_open': false } }),
    alarm('a-fire', 'fire-1', 'fire_alarm', 'P1', '火警：1 回路 17 号', 'FIRE: loop 1, device 17', 5_400, { life_safety: true, state: 'latched', key: 'loop_no=1,device_no=17', axes: { condition: false, acknowledged: true, latched: true }, acked_at: at(5_340), acked_by: 'he-lin', cleared_at: at(4_800) }),
    alarm('a-trip', 'pump-h1', 'tripped', 'P2', '热继跳闸，电机停止', 'Motor tripped', 1_020, { work_order: 'WX-20261121-015', values: { 'pump-h1/outlet_pressure': 0.081, 'pump-h1/motor_temp': 96.4, 'pump-h1/tripped': true }, history: [{ time: at(1_020), action: 'raised', actor: 'zhiban' }, { time: at(930), action: 'repeated', actor: 'zhiban', note: '第二次跳闸' }], occurrences: 2 }),
    alarm('a-mains', 'lift-a1', 'mains_lost', 'P2', '主电源失电', 'Mains lost', 275, { state: 'acked', axes: acked, acked_by: 'he-lin', acked_at: at(200) }),
    alarm('a-held', 'door-b2', 'held', 'P3', '门长时间未关', 'Door held open', 640, { state: 'rtn_unacked', axes: { condition: false, acknowledged: false, latched: false }, cleared_at: at(120) }),
    alarm('a-offline', 'gate-out', 'offline', 'P2', '设备离线', 'Device offline', 1_080, { state: 'acked', axes: acked, acked_by: 'he-lin', acked_at: at(900), work_order: 'WX-20261121-011' }),
    alarm('a-unbalance', 'incomer-2', 'unbalance', 'P3', '三相不平衡', 'Phase unbalance', 8_100, { state: 'acked', axes: acked, acked_by: 'li-wei', acked_at: at(7_000) }),
    alarm('a-hours', 'pump-l2', 'hours_differ', 'P4', '主备泵运行时间相差 212 小时', 'Duty and standby hours differ by 212 h', 86_400, { state: 'acked', axes: acked, acked_by: 'li-wei', acked_at: at(80_000) }),
    alarm('a-conf', 'gate-out', 'low_confidence', 'P3', '识别可信度低', 'Low read confidence', 1_200, { state: 'suppressed' }),
  ]
  return new Map(list.map((item) => [item.id, item]))
}

const WANTS: Record<string, AllowedAction[]> = {
  reported: [{ action: 'triage', fields: [{ name: 'urgency', kind: 'choice', required: true, choices: ['urgent', 'normal'] }, { name: 'severity', kind: 'choice', required: true, choices: ['minor', 'moderate', 'serious'] }] }, { action: 'cancel', fields: [{ name: 'reason', kind: 'text', required: true }] }],
  triaged: [{ action: 'dispatch', fields: [{ name: 'assignee', kind: 'person', required: true}] }, { action: 'cancel', fields: [{ name: 'reason', kind: 'text', required: true }] }],
  dispatched: [{ action: 'accept' }, { action: 'dispatch', fields: [{ name: 'assignee', kind: 'person', required: true }] }],
  accepted: [{ action: 'arrive', fields: [] }],
  on_site: [{ action: 'start' }],
  in_progress: [{ action: 'tick', fields: [{ name: 'item', kind: 'choice', required: true, choices: ['1', '2', '3'] }, { name: 'passed', kind: 'choice', required: true, choices: ['true', 'false', 'skipped'] }, { name: 'value', kind: 'number' }, { name: 'note', kind: 'text' }] }, { action: 'complete', fields: [{ name: 'cause', kind: 'text', required: true }, { name: 'action', kind: 'text', required: true }, { name: 'hours', kind: 'number' }] }, { action: 'request_hold', fields: [{ name: 'reason', kind: 'choice', required: true, choices: ['parts', 'approval', 'access'] }] }],
}
export const allowedIn = (status: string): AllowedAction[] => WANTS[status] ?? []

export const NEXT: Record<string, string> = { triage: 'triaged', dispatch: 'dispatched', accept: 'accepted', arrive: 'on_site', start: 'in_progress', complete: 'verify', cancel: 'cancelled', request_hold: 'on_hold' }

export function makeOrders(now: number): Map<string, Order> {
  const at = (seconds: number) => new Date(now + seconds * 1000).toISOString()
  const order = (id: string, equipment: string, zh: string, en: string, status: string, ago: number, more: Partial<Order> = {}): Order => ({
    id, number: id, source: 'alarm', status, urgency: 'normal', severity: 'moderate', major: false, equipment, title: { zh, en }, trade: 'electric', assignee: null,
    alarm: null, occurrences: 1, opened_at: at(-ago), clocks: [], evidence: null, checklist: [], parts: [], lockout: null,
    history: [{ time: at(-ago), actor: 'zhiban', action: 'created', to: 'reported' }], ...more,
  })
  const clock = (name: string, ago: number, due: number, state: 'running' | 'paused' | 'met' | 'breached' = 'running') => ({ name, started_at: at(-ago), due_at: at(due), elapsed_s: ago, state })
  const list = [
    order('WX-20261121-014', 'lift-a1', '电梯困人', 'People trapped in lift', 'dispatched', 255, { urgency: 'urgent', severity: 'serious', major: true, trade: 'elevator', assignee: 'otis-sh', alarm: 'a-entrap', clocks: [clock('respond', 255, -195, 'met'), clock('arrive', 255, 1_545), clock('make_safe', 255, 3_345)], evidence: { from: at(-1_160), to: at(640), fault_at: at(-320), points: ['lift-a1/speed', 'lift-a1/occupied', 'lift-a1/mains'], rule: 'entrapment', values: { 'lift-a1/speed': 0, 'lift-a1/occupied': true, 'lift-a1/mains': false } } }),
    order('WX-20261121-015', 'pump-h1', '热继跳闸，电机停止', 'Motor tripped', 'in_progress', 1_000, { urgency: 'urgent', assignee: 'li-wei', alarm: 'a-trip', occurrences: 2, clocks: [clock('respond', 1_000, -300, 'met'), clock('resolve', 1_000, 85_400)], evidence: { from: at(-1_920), to: at(-120), fault_at: at(-1_020), points: ['pump-h1/motor_temp', 'pump-h1/outlet_pressure', 'pump-h1/tripped'], rule: 'tripped', values: { 'pump-h1/motor_temp': 96.4, 'pump-h1/outlet_pressure': 0.081, 'pump-h1/tripped': true }, exchange: '01 03 00 64 00 02 → 01 03 04 00 08 00 01' },
      checklist: [{ item: 1, text: { zh: '热继整定值核对', en: 'Thermal relay setting' }, passed: true, reading: 'current', unit: 'A', value: 28, at: at(-300), by: 'li-wei' }, { item: 2, text: { zh: '绕组绝缘电阻', en: 'Winding insulation' }, photo: true, passed: false, note: '0.3 MΩ', at: at(-240), by: 'li-wei' }, { item: 3, may_skip: true, text: { zh: '轴承转动灵活', en: 'Bearings turn freely' } }], parts: [{ line: 1, kind: 'part', name: '热继电器 LRD-32', quantity: 1, unit_price: 186, amount: 186, paid: 'owner', taken_back: false, by: 'li-wei', at: at(-300) }],
      history: [{ time: at(-1_000), actor: 'zhiban', action: 'created', to: 'reported' }, { time: at(-990), actor: 'zhiban', action: 'dispatch', from: 'reported', to: 'dispatched', note: '工种、区域、当班' }, { time: at(-930), actor: 'zhiban', action: 'attached', to: 'dispatched', note: '第二次跳闸' }, { time: at(-840), actor: 'li-wei', action: 'accept', from: 'dispatched', to: 'accepted' }, { time: at(-420), actor: 'he-lin', on_behalf_of: 'li-wei', action: 'arrive', from: 'accepted', to: 'on_site' }, { time: at(-400), actor: 'li-wei', action: 'start', from: 'on_site', to: 'in_progress' }] }),
    order('WX-20261121-011', 'gate-out', '设备离线', 'Device offline', 'triaged', 900, { trade: 'low_voltage', alarm: 'a-offline', clocks: [clock('forward', 900, -300, 'breached'), clock('resolve', 900, 85_500)] }),
    order('BY-20261121-003', 'lift-b1', '半月维保', 'Half-monthly maintenance', 'dispatched', 30_000, { source: 'plan', trade: 'elevator', assignee: 'otis-sh', clocks: [clock('resolve', 30_000, 40_000)], checklist: [{ item: 1, text: { zh: '制动器间隙', en: 'Brake gap' } }, { item: 2, text: { zh: '门锁触点', en: 'Door lock contacts' } }] }),
    order('WX-20261120-009', 'slide', '滑梯螺栓松动', 'Slide bolts loose', 'closed', 90_000, { source: 'report', trade: 'general', assignee: 'chen-tao' }),
  ]
  return new Map(list.map((item) => [item.id, item]))
}

export function makeLinks(now: number): Map<string, Connection> {
  const at = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString()
  const link = (id: string, type: string, more: Partial<Connection> = {}): Connection => ({ id, type, state: 'up', rtt_ms: 3.4, requests: 184_223, errors: 12, last_error: null, last_good_at: at(1), units: {}, ...more })
  const list = [
    link('pump-room', 'modbus_tcp'),
    link('fire-link', 'modbus_rtu_over_tcp', { rtt_ms: 11.2 }),
    link('fire-pumps', 'modbus_tcp'),
    link('meter-bus', 'modbus_rtu', { state: 'degraded', rtt_ms: 46, errors: 311, last_error: 'unit 9: no answer within 1 s' }),
    link('lift-controller', 'opc_ua', { rtt_ms: null }),
    link('security-bus', 'mqtt', { rtt_ms: null }),
  ]
  return new Map(list.map((item) => [item.id, item]))
}

export function makeOccurrences(from: number, to: number, now: number): Occurrence[] {
  const list: Occurrence[] = []
  const day = 86_400_000
  for (let time = Math.ceil(from / day) * day; time < to; time += day) {
    const index = Math.floor(time / day)
    const past = time + 9 * 3_600_000 < now
    const due = new Date(time + 1 * 3_600_000).toISOString()
    const nominal = new Date(time).toISOString().slice(0, 10)
    list.push({ plan: 'fire-daily', equipment: 'fire-1', nominal, level: 'daily', due_at: due, state: past ? (index % 11 === 0 ? 'missed' : 'done') : 'due' })
    if (index % 7 === 0) list.push({ plan: 'lpr-weekly', equipment: 'gate-in', nominal, level: 'weekly', due_at: due, state: past ? 'done' : 'due' })
    if (index % 15 === 0) list.push({ plan: 'lift-half-monthly', equipment: 'lift-b1', nominal, level: 'half_monthly', due_at: new Date(time + 21 * 3_600_000).toISOString(), state: past ? 'absorbed' : 'due', absorbed_by: past ? 'lift-quarterly' : null, work_order: past ? null : 'BY-20261121-003' })
  }
  return list
}

/** By which OPC UA servers know the gateway. */
export const makeForwarding = (now: number): Forwarding => ({
  configured: true, target: 'http://influxdb:8086', state: 'catching_up', since: null, reason: null, waiting: 1_204_331, gap: 1_204_118, forwarded: 8_310_442, refused: 2, missing: 0,
  quarantine: [{ equipment: 'pump-b1', point: 'flow', time: new Date(now - 3_600_000).toISOString(), value: 12.4, reason: 'http://influxdb:8086: field type conflict: input field "flow" is type float, already exists as type integer', refused_at: new Date(now - 60_000).toISOString() }],
})

export const ownCertificate = (now: number): Certificate => ({
  sha256: '77aa'.repeat(16), sha1: '13ec'.repeat(10), standing: 'own', subject: 'CN=Zhiban at gateway, O=Zhiban', issuer: 'CN=Zhiban at gateway, O=Zhiban', valid_from: new Date(now - 86_400_000).toISOString(),
  valid_to: new Date(now + 1_824 * 86_400_000).toISOString(), application_uri: 'urn:gateway:zhiban:gateway', hosts: ['gateway'], authority: false, ends_soon: false, refusals: [],
})
