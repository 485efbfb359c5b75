import { ApiError } from '@/api/http'
import type { AffectedAlarm, Deviation, Deviations, Difference, Effect, Figures, FileProblem, Rehearsal, RuleChanges, Turn } from '@/api/rules'
import type { Text } from '@/api/types'
import { say, word } from '@/i18n'
import { equipmentName } from './words'

/** What came of asking for the files: they say other rules, they are broken, or they say more than rules differently. */
export type Outcome =
  | { kind: 'effect'; effect: Effect }
  | { kind: 'broken'; problems: FileProblem[] }
  | { kind: 'restart'; differences: Difference[] }

/** A refusal that says what to mend is an answer; any other failure stays one. */
export async function outcomeOf(asked: Promise<Effect>): Promise<Outcome> {
  try {
    return { kind: 'effect', effect: await asked }
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 422 && thrown.problem.problems) return { kind: 'broken', problems: thrown.problem.problems }
    if (thrown instanceof ApiError && thrown.status === 409 && thrown.problem.differences) return { kind: 'restart', differences: thrown.problem.differences }
    throw thrown
  }
}

export const changesNothing = (changes: RuleChanges): boolean =>
  changes.added.length === 0 && changes.removed.length === 0 && Object.keys(changes.changed).length === 0

/** A rule by its own words; one that has none goes by the word for its id. */
export const ruleTitle = (rule: string, title: Text | null | undefined): string => say(title) || word('rule', rule)

/** `equipment/rule`; the equipment is empty for a rule of the site. */
export function parted(name: string): { equipment: string; rule: string } {
  const slash = name.indexOf('/')
  return { equipment: slash < 0 ? '' : name.slice(0, slash), rule: name.slice(slash + 1) }
}

export interface RuleGroup {
  rule: string
  title: string
  differences: Difference[]
  equipment: string[]
}

/** The same change of a template reaches every equipment that has it: said once, with all their names. */
export function groups(names: readonly string[], changes: RuleChanges): RuleGroup[] {
  const found = new Map<string, RuleGroup>()
  for (const name of names) {
    const { equipment, rule } = parted(name)
    const title = ruleTitle(rule, changes.titles[name])
    const differences = changes.changed[name] ?? []
    const key = JSON.stringify([rule, title, differences])
    const group = found.get(key) ?? { rule, title, differences, equipment: [] }
    if (equipment !== '') group.equipment.push(equipment)
    found.set(key, group)
  }
  return [...found.values()]
}

/** What differs, in the field's words where there are some: `condition.limits[1].on_delay`. */
export function differenceWords(what: string): string {
  const key = what.replace(/\[\d+]/g, '').replaceAll('.', '_')
  const known = word('difference', key)
  return known === key ? what : known
}

/** Priorities are written as everywhere else. */
export const differenceValue = (value: string): string => (/^p[1-4]$/.test(value) ? value.toUpperCase() : value)

export interface TableRow {
  key: string
  equipment: string
  rule: string
  title: string
  recorded: Figures
  standing: Figures
  proposed: Figures | null
  /** How the last column differs from the one before it; empty: not. */
  turn: Turn | ''
}

/** Less than this of a difference in alarm is that of the sampling. */
const SAME_S = 60

function turnOf(before: Figures, after: Figures): Turn | '' {
  if (after.raised !== before.raised) return after.raised > before.raised ? 'more' : 'less'
  if (after.orders !== before.orders) return after.orders > before.orders ? 'more' : 'less'
  return Math.abs(after.in_alarm_s - before.in_alarm_s) >= SAME_S ? 'otherwise' : ''
}

/** By rule: first what would turn out differently, then what is in alarm most. */
export function tableRows(rehearsal: Rehearsal): TableRow[] {
  const rows = rehearsal.rules.map((row): TableRow => {
    const turn = row.proposed ? turnOf(row.standing, row.proposed) : turnOf(row.recorded, row.standing)
    return { ...row, key: `${row.equipment}/${row.rule}`, title: ruleTitle(row.rule, row.title), turn }
  })
  const change = (row: TableRow) => {
    const [before, after] = row.proposed ? [row.standing, row.proposed] : [row.recorded, row.standing]
    return Math.abs(after.raised - before.raised) + Math.abs(after.orders - before.orders)
  }
  return rows.sort(
    (a, b) =>
      Number(b.turn !== '') - Number(a.turn !== '') ||
      change(b) - change(a) ||
      b.standing.raised - a.standing.raised ||
      a.key.localeCompare(b.key),
  )
}

/** What the rehearsal is about: the files against the rules, or the rules against the record. */
export const deviations = (rehearsal: Rehearsal): Deviations => (rehearsal.changes ? rehearsal.proposed : rehearsal.unlike_record)

export const minutes = (seconds: number): string => (seconds > 0 && seconds < 60 ? '<1' : String(Math.round(seconds / 60)))

export const deviationWords = (deviation: Deviation): string =>
  say(deviation.message ?? deviation.title) || word('rule', deviation.rule)

export const affectedWords = (alarm: AffectedAlarm): string => `${equipmentName(alarm.equipment)} ${ruleTitle(alarm.rule, alarm.message)}`

/** Why a period was not rehearsed, as a key of the texts; null: a failure like any other. */
export function rehearsalRefusal(error: ApiError): string | null {
  const known: Record<number, string> = { 400: 'rules.otherPoints', 409: 'rules.underWay', 503: 'rules.tooLong' }
  return known[error.status] ?? null
}
