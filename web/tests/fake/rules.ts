import type { Effect, Rehearsal } from '../../src/api/rules'
import type { Permit } from '../../src/api/types'

const at = (now: number, minutesAgo: number): string => new Date(now - minutesAgo * 60_000).toISOString()

/** A permit that stands. */
export const makePermit = (now: number): Permit => ({
  id: 'ZY-20261121-001', kind: 'hot_work', area: null, equipment: 'fire-1', work: '焊接喷淋支管', holder: '张强', watch: 'li-wei', from: at(now, 60), until: at(now, -60), issued_by: 'admin', ended_at: null,
})

const slower = [
  { what: 'on_delay', before: '30s', after: '60s' },
  { what: 'condition.expression', before: 'running && inlet_pressure < 0.02', after: 'running && inlet_pressure < 0.01' },
]
const title = { zh: '无水空转', en: 'Running dry' }

/** What a changed template does. */
export const makeEffect = (applied: boolean): Effect => ({
  applied,
  added: [],
  removed: ['tank-1/silent'],
  changed: { 'pump-h1/dry_run': slower, 'pump-h2/dry_run': slower },
  titles: { 'pump-h1/dry_run': title, 'pump-h2/dry_run': title, 'tank-1/silent': { zh: '水箱无数据', en: 'Tank silent' } },
  ending: [],
  anew: [{ id: 'a-trip', equipment: 'pump-h1', rule: 'dry_run', priority: 'P2', message: { zh: '无水空转，进水压力 0.01 MPa', en: 'Running dry, suction 0.01 MPa' } }],
  warnings: [{ file: 'plans/plans.yaml', line: 8, column: 3, severity: 'warning', what: "no equipment has the plan 'pump-before-flood'", remedy: "name it in 'maintenance' of a template or an equipment" }],
})

export const makeRehearsal = (now: number): Rehearsal => ({
  from: at(now, 1_440), to: at(now, 0), samples: 48_112, events: 96, damaged: 0, cut: false, changes: makeEffect(false),
  rules: [
    { equipment: 'pump-h1', rule: 'dry_run', title, recorded: { raised: 3, in_alarm_s: 540, orders: 1 }, standing: { raised: 3, in_alarm_s: 540, orders: 1 }, proposed: { raised: 1, in_alarm_s: 120, orders: 1 } },
    { equipment: 'door-b2', rule: 'held', title: { zh: '门长时间未关', en: 'Door held open' }, recorded: { raised: 9, in_alarm_s: 30, orders: 0 }, standing: { raised: 9, in_alarm_s: 30, orders: 0 }, proposed: { raised: 9, in_alarm_s: 30, orders: 0 } },
  ],
  unlike_record: { more: 0, less: 0, otherwise: 0, items: [] },
  proposed: {
    more: 0, less: 1, otherwise: 1,
    items: [
      { turn: 'less', of: 'alarm', time: at(now, 300), equipment: 'pump-h1', rule: 'dry_run', priority: 'P2', message: { zh: '无水空转，进水压力 0.01 MPa', en: 'Running dry, suction 0.01 MPa' }, why: { zh: '规则已改：on_delay: 30s → 60s', en: 'the rule changed: on_delay: 30s → 60s' }, before: { raised_at: at(now, 300), cleared_at: at(now, 299), priority: 'P2', suppressed: false }, after: null },
      { turn: 'otherwise', of: 'order', time: at(now, 200), equipment: 'pump-h1', rule: 'dry_run', title: { zh: '高区1#泵：无水空转', en: 'High zone pump 1: Running dry' }, trade: 'plumbing', why: { zh: '开始晚 30 s', en: 'begins 30 s later' } },
    ],
  },
})
