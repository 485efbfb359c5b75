import type { Equipment, Point, PointKind, PointValue } from '../../src/api/types'

/** A believable estate: every kind of equipment once or more, every quality somewhere. */
type Row = [point: string, zh: string, en: string, kind: PointKind, unit: string | null, value: PointValue]

const PUMP: Row[] = [
  ['running', '运行', 'Running', 'binary', null, true],
  ['mode', '手自动', 'Mode', 'multistate', null, 'auto'],
  ['tripped', '热继跳闸', 'Tripped', 'binary', null, false],
  ['outlet_pressure', '出水压力', 'Outlet pressure', 'analog', 'MPa', 0.452],
  ['inlet_pressure', '进水压力', 'Suction pressure', 'analog', 'MPa', 0.21],
  ['flow', '流量', 'Flow', 'analog', 'm3/h', 12.4],
  ['frequency', '频率', 'Frequency', 'analog', 'Hz', 43.1],
  ['motor_temp', '电机温度', 'Motor temperature', 'analog', '°C', 51.2],
  ['run_hours', '运行小时', 'Run hours', 'counter', 'h', 8231.5],
]
const LIFT: Row[] = [
  ['floor', '楼层', 'Floor', 'analog', null, 12],
  ['mode', '服务模式', 'Service mode', 'multistate', null, 'normal'],
  ['speed', '速度', 'Speed', 'analog', 'm/s', 0],
  ['door_open', '开门', 'Door open', 'binary', null, false],
  ['occupied', '轿厢有人', 'Occupied', 'binary', null, false],
  ['alarm_button', '警铃', 'Alarm button', 'binary', null, false],
  ['mains', '主电源', 'Mains', 'binary', null, true],
  ['trips', '运行次数', 'Trips', 'counter', null, 284113],
]
const FIRE: Row[] = [
  ['fire', '火警', 'Fire', 'binary', null, false],
  ['fault', '故障', 'Fault', 'binary', null, false],
  ['shielded_count', '屏蔽数', 'Shielded points', 'analog', null, 2],
  ['manual', '手动状态', 'Manual mode', 'binary', null, false],
  ['mains_fault', '主电故障', 'Mains fault', 'binary', null, false],
]
const METER: Row[] = [
  ['power', '总有功功率', 'Active power', 'analog', 'W', 18432],
  ['voltage_a', 'A相电压', 'Voltage L1', 'analog', 'V', 228.4],
  ['voltage_b', 'B相电压', 'Voltage L2', 'analog', 'V', 229.1],
  ['voltage_c', 'C相电压', 'Voltage L3', 'analog', 'V', 227.9],
  ['energy', '正向有功电能', 'Import energy', 'counter', 'kWh', 482910],
]
const DOOR: Row[] = [
  ['contact', '门磁', 'Door contact', 'multistate', null, 'closed'],
  ['online', '在线', 'Online', 'binary', null, true],
  ['battery', '后备电池', 'Battery', 'analog', 'V', 13.4],
  ['door', '门禁事件', 'Access event', 'event', null, null],
]
const LPR: Row[] = [
  ['online', '在线', 'Online', 'binary', null, true],
  ['loop_occupied', '地感', 'Loop occupied', 'binary', null, false],
  ['reads', '识别次数', 'Plates read', 'counter', null, 1204],
  ['plate', '车牌', 'Plate', 'event', null, null],
]
const FIRE_PUMP: Row[] = [
  ['mode', '手自动', 'Mode', 'multistate', null, 'auto'],
  ['outlet_pressure', '出水压力', 'Outlet pressure', 'analog', 'MPa', 0.78],
  ['mains', '电源正常', 'Mains', 'binary', null, true],
]
const SUMP: Row[] = [
  ['running', '运行', 'Running', 'binary', null, false],
  ['level', '水位', 'Level', 'analog', 'm', 0.42],
  ['high_level', '高水位', 'High level', 'binary', null, false],
]

const LIST: [id: string, name: string, kind: string, place: string, area: string, connection: string | null, points: Row[]][] = [
  ['fire-1', '消防主机', 'fire_panel', '1F/消控室', 'all', 'fire-link', FIRE],
  ['lift-a1', 'A座1#客梯', 'elevator', 'A座', 'east', 'lift-controller', LIFT],
  ['lift-a2', 'A座2#消防电梯', 'elevator', 'A座', 'east', 'lift-controller', LIFT],
  ['lift-b1', 'B座1#客梯', 'elevator', 'B座', 'west', 'lift-controller', LIFT],
  ['pump-l1', '低区1#生活泵', 'pump', 'B1/水泵房', 'east', 'pump-room', PUMP],
  ['pump-l2', '低区2#生活泵', 'pump', 'B1/水泵房', 'east', 'pump-room', PUMP],
  ['pump-h1', '高区1#生活泵', 'pump', 'B1/水泵房', 'east', 'pump-room', PUMP],
  ['pump-h2', '高区2#生活泵', 'pump', 'B1/水泵房', 'east', 'pump-room', PUMP],
  ['hydrant-pump', '消火栓泵', 'fire_pump', 'B1/水泵房', 'all', 'fire-pumps', FIRE_PUMP],
  ['sprinkler-pump', '喷淋泵', 'fire_pump', 'B1/水泵房', 'all', 'fire-pumps', FIRE_PUMP],
  ['jockey-pump', '稳压泵', 'jockey_pump', '屋面', 'all', 'fire-pumps', [...FIRE_PUMP, ['running', '运行', 'Running', 'binary', null, false], ['starts', '启动次数', 'Starts', 'counter', null, 1893]]],
  ['incomer-1', '1#进线总表', 'meter', 'B1/配电房', 'all', 'meter-bus', METER],
  ['incomer-2', '2#进线总表', 'meter', 'B1/配电房', 'all', 'meter-bus', METER],
  ['common-light', '公区照明表', 'meter', 'B1/配电房', 'all', 'meter-bus', METER],
  ['transformer-1', '1#变压器温控仪', 'transformer', 'B1/配电房', 'all', 'meter-bus', [['temp_a', 'A相绕组温度', 'Winding L1', 'analog', '°C', 68.2], ['temp_b', 'B相绕组温度', 'Winding L2', 'analog', '°C', 69], ['temp_c', 'C相绕组温度', 'Winding L3', 'analog', '°C', 67.4]]],
  ['generator-1', '柴油发电机', 'generator', 'B1/发电机房', 'all', 'meter-bus', [['mode', '工作方式', 'Mode', 'multistate', null, 'auto'], ['fuel', '油位', 'Fuel', 'analog', '%', 86], ['battery', '启动电池', 'Starter battery', 'analog', 'V', 26.8]]],
  ['ups-1', '消控室UPS', 'ups', '1F/消控室', 'all', 'meter-bus', [['on_battery', '电池供电', 'On battery', 'binary', null, false], ['load', '负载率', 'Load', 'analog', '%', 31], ['charge', '电池电量', 'Charge', 'analog', '%', 100]]],
  ['tank-1', '生活水箱', 'tank', 'B1/水泵房', 'east', 'pump-room', [['level', '水位', 'Level', 'analog', 'm', 2.13], ['fill', '充满度', 'Fill', 'analog', '%', 71], ['inlet_valve', '进水阀', 'Inlet valve', 'multistate', null, 'open']]],
  ['sump-room', '水泵房集水坑', 'sump', 'B1/水泵房', 'east', 'pump-room', SUMP],
  ['sump-ramp', '车库坡道集水坑', 'sump', 'B2/坡道', 'west', 'pump-room', SUMP],
  ['water-main', '生活水总表', 'water_meter', '1F/表井', 'all', 'meter-bus', [['flow', '瞬时流量', 'Flow', 'analog', 'm3/h', 21.7], ['volume', '累计水量', 'Volume', 'counter', 'm3', 90412]]],
  ['door-a', 'A座单元门禁', 'access_reader', 'A座/1F', 'east', 'security-bus', DOOR],
  ['door-b2', 'B2东门禁', 'access_reader', 'B2/东', 'west', 'security-bus', DOOR],
  ['door-power', '配电房门禁', 'access_reader', 'B1/配电房', 'all', 'security-bus', DOOR],
  ['gate-in', '北门入口车牌识别', 'lpr_camera', '北门', 'all', 'security-bus', LPR],
  ['gate-out', '北门出口车牌识别', 'lpr_camera', '北门', 'all', 'security-bus', LPR],
  ['slide', '儿童滑梯', 'amenity', '中心花园', 'west', null, []],
]

export function makePlant(now: number): Map<string, Equipment> {
  const plant = new Map<string, Equipment>()
  for (const [id, name, kind, location, area, connection, rows] of LIST) {
    const points: Record<string, Point> = {}
    for (const [point, zh, en, pointKind, unit, value] of rows) {
      const time = pointKind === 'event' ? null : new Date(now - 2_000).toISOString()
      points[point] = { name: { zh, en }, kind: pointKind, unit, value, quality: 'good', reason: null, time }
    }
    plant.set(id, {
      id, name, class: kind, template: kind, location, area, parent: kind === 'elevator' ? 'incomer-1' : null, connection,
      status: connection ? 'online' : 'unmonitored', points, active_alarms: 0, open_work_orders: 0,
      next_maintenance: { plan: `${kind}-monthly`, due_at: new Date(now + 3 * 86_400_000).toISOString() },
    })
  }
  spoil(plant, now)
  return plant
}

/** What is not as it should be: a trapped car, a tripped pump, an old value, an odd one, a silent device. */
function spoil(plant: Map<string, Equipment>, now: number): void {
  const set = (id: string, point: string, change: Partial<Point>) => Object.assign(plant.get(id)!.points[point]!, change)
  set('lift-a1', 'occupied', { value: true })
  set('lift-a1', 'floor', { value: 7 })
  set('lift-a1', 'mains', { value: false })
  set('pump-h1', 'running', { value: false })
  set('pump-h1', 'tripped', { value: true })
  set('pump-h1', 'outlet_pressure', { value: 0.081 })
  set('pump-h1', 'flow', { value: 0 })
  set('sump-ramp', 'level', { value: 3.9, quality: 'uncertain', reason: 'out_of_range' })
  plant.get('sump-ramp')!.status = 'degraded'
  for (const point of Object.values(plant.get('gate-out')!.points)) {
    if (point.kind === 'event') continue
    Object.assign(point, { quality: 'bad', reason: 'connection_down', time: new Date(now - 1_260_000).toISOString() })
  }
  plant.get('gate-out')!.status = 'offline'
  for (const point of Object.values(plant.get('ups-1')!.points)) Object.assign(point, { value: null, quality: 'bad', reason: 'not_read_yet', time: null })
  plant.get('ups-1')!.status = 'offline'
}
