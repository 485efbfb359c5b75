import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '@/i18n/en.json'
import zh from '@/i18n/zh.json'

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text)
  }
  return found
}

const chinese = flat(zh)
const english = flat(en)
const placeholders = (text: string) => new Set(text.match(/\{\w+\}/g) ?? [])

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? sources(path) : /\.(ts|vue)$/.test(path) ? [path] : []
  })
}

describe('the two languages', () => {
  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  it('leave no text empty', () => {
    for (const texts of [chinese, english]) expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('name the same things in each sentence', () => {
    const different = [...chinese].filter(([key, text]) => {
      const other = placeholders(english.get(key)!)
      return [...placeholders(text)].some((name) => !other.has(name)) || [...other].some((name) => !placeholders(text).has(name))
    })
    expect(different).toEqual([])
  })

  it('carry no Chinese in the English file but the name of the other language', () => {
    expect([...english].filter(([key, text]) => key !== 'app.language' && /\p{Script=Han}/u.test(text))).toEqual([])
  })

  it('know every key that the sources name', () => {
    const named = new Set<string>()
    for (const file of sources('src')) {
      for (const match of readFileSync(file, 'utf8').matchAll(/\b(?:t|counted)\(\s*'([\w.]+)'/g)) named.add(match[1]!)
    }
    expect(named.size).toBeGreaterThan(80)
    expect([...named].filter((key) => !chinese.has(key))).toEqual([])
  })
})

describe('every text', () => {
  it('is shown somewhere', () => {
    const text = sources('src')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    // Whole groups are reached by an id from the gateway or from a list: word('group', id), t(`group.${id}`).
    const groups = new Set([...text.matchAll(/\bword\('([\w.]+)'|[(\s]`([\w.]+)\.\$\{/g)].map((match) => match[1] ?? match[2]))
    const states = new Set(['alarmState', 'orderStatus'])
    const unused = [...chinese.keys()].filter((key) => {
      const group = key.slice(0, key.lastIndexOf('.'))
      return !text.includes(`'${key}'`) && !text.includes(`"${key}"`) && !groups.has(group) && !groups.has(group.split('.')[0]) && !states.has(group)
    })
    expect(unused).toEqual([])
  })
})

describe('the words of the field', () => {
  it.each([
    ['alarm.title', '报警'],
    ['alarm.acknowledge', '确认'],
    ['alarmState.shelved', '已搁置'],
    ['alarmState.suppressed', '已抑制'],
    ['alarmState.latched', '锁定（待复位）'],
    ['alarmState.normal', '已恢复'],
    ['alarmState.out_of_service', '停用检修'],
    ['order.title', '工单'],
    ['source.report', '报修'],
    ['action.dispatch', '派单'],
    ['action.accept', '接单'],
    ['action.arrive', '到场'],
    ['orderStatus.on_hold', '挂起'],
    ['action.complete', '完工'],
    ['action.verify', '验收'],
    ['action.visit', '回访'],
    ['plan.title', '计划保养'],
    ['occurrence.absorbed', '并入上级保养'],
    ['occurrence.missed', '漏做'],
    ['occurrence.overdue', '超期'],
    ['action.escalate', '升级上报'],
    ['order.evidence', '故障记录'],
    ['quality.good', '有效'],
    ['quality.uncertain', '存疑'],
    ['quality.bad', '无效'],
  ])('%s is %s', (key, text) => {
    expect(chinese.get(key)).toBe(text)
  })
})
