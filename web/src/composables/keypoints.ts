import type { Point } from '@/api/types'

/** The points that tell at a glance how an equipment of a class does, most telling first. */
const TELLING: Record<string, readonly string[]> = {
  pump: ['running', 'outlet_pressure', 'flow', 'frequency', 'motor_temp', 'inlet_pressure'],
  fire_pump: ['mode', 'outlet_pressure', 'mains', 'running'],
  jockey_pump: ['running', 'outlet_pressure', 'starts'],
  tank: ['level', 'fill', 'inlet_valve', 'temperature'],
  sump: ['running', 'level', 'high_level'],
  water_meter: ['flow', 'volume', 'pressure'],
  heat_meter: ['power', 'supply_temp', 'return_temp'],
  meter: ['power', 'voltage_a', 'current_a', 'power_factor', 'energy'],
  transformer: ['temp_a', 'temp_b', 'temp_c', 'core_temp'],
  generator: ['mode', 'fuel', 'battery', 'running'],
  ups: ['on_battery', 'load', 'charge'],
  lighting: ['on', 'power', 'mode'],
  elevator: ['floor', 'mode', 'occupied', 'speed'],
  fire_panel: ['fire', 'fault', 'shielded_count'],
  smoke_detector: ['smoke', 'online', 'battery'],
  environment: ['temperature', 'humidity', 'co2', 'water_leak'],
  access_reader: ['contact', 'online', 'battery'],
  lpr_camera: ['online', 'boom', 'reads', 'loop_occupied'],
  recorder: ['recording', 'cameras_online', 'disk_used'],
}

const MOST = 3

/** At most three points to show on a row; a class that nobody listed shows its first numbers and states. */
export function keyPoints(kind: string, points: Readonly<Record<string, Point>>): string[] {
  const chosen = (TELLING[kind] ?? []).filter((id) => id in points).slice(0, MOST)
  if (chosen.length === MOST) return chosen
  const rest = Object.entries(points).filter(([id, point]) => point.kind !== 'event' && !chosen.includes(id))
  const numbersFirst = rest.sort(([, a], [, b]) => Number(isNumber(b)) - Number(isNumber(a)))
  return [...chosen, ...numbersFirst.map(([id]) => id)].slice(0, MOST)
}

const isNumber = (point: Point): boolean => typeof point.value === 'number' || point.kind === 'analog'
