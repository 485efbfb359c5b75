import { flushPromises, mount, RouterLinkStub, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRouter, createMemoryHistory } from 'vue-router'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import type { Effect, Figures, Rehearsal } from '@/api/rules'
import { differenceWords, groups, minutes, outcomeOf, parted, tableRows } from '@/composables/rules'
import { now } from '@/composables/time'
import { i18n } from '@/i18n'
import RulesPage from '@/pages/RulesPage.vue'
import { signIn } from '@/stores/session'

const NOW = '2026-11-22T19:00:00.000Z'
const nothing: Effect = { applied: false, added: [], removed: [], changed: {}, titles: {}, ending: [], anew: [], warnings: [] }
const slower = [{ what: 'on_delay', before: '10s', after: '60s' }]
const effect: Effect = {
  ...nothing,
  removed: ['pump-1/silent'],
  changed: { 'pump-1/dry_run': slower, 'pump-2/dry_run': slower },
  titles: { 'pump-1/dry_run': { zh: '无水空转', en: 'Running dry' }, 'pump-2/dry_run': { zh: '无水空转', en: 'Running dry' } },
  ending: [{ id: 'al-1', equipment: 'pump-1', rule: 'silent', priority: 'P3', message: { zh: '水泵无数据', en: 'Pump silent' } }],
}
const figures = (raised: number, minutesIn = 0, orders = 0): Figures => ({ raised, in_alarm_s: minutesIn * 60, orders })
const rehearsal: Rehearsal = {
  from: '2026-11-21T19:00:00Z', to: NOW, samples: 1000, events: 2, damaged: 0, cut: false, changes: effect,
  rules: [
    { equipment: 'feeder-1', rule: 'voltage', title: null, recorded: figures(9, 50), standing: figures(9, 50), proposed: figures(9, 50) },
    { equipment: 'pump-1', rule: 'dry_run', title: { zh: '无水空转', en: 'Running dry' }, recorded: figures(4, 9, 2), standing: figures(4, 9, 2), proposed: figures(1, 3, 1) },
  ],
  unlike_record: { more: 0, less: 0, otherwise: 0, items: [] },
  proposed: {
    more: 0, less: 1, otherwise: 0,
    items: [{
      turn: 'less', of: 'alarm', time: '2026-11-22T02:00:00Z', equipment: 'pump-1', rule: 'dry_run', priority: 'P2', message: { zh: '无水空转，进水压力 0.01 MPa', en: 'Running dry, suction 0.01 MPa' },
      why: { zh: '规则已改：on_delay: 10s → 60s', en: 'the rule changed: on_delay: 10s → 60s' },
      before: { raised_at: '2026-11-22T02:00:00Z', cleared_at: '2026-11-22T02:00:30Z', priority: 'P2', suppressed: false }, after: null,
    }],
  },
}
const refusal = (status: number, more: object = {}) => new ApiError({ status, title: 'x', detail: 'why', ...more })

describe('what the files do', () => {
  it('is an answer also where they are broken or need a restart', async () => {
    expect(await outcomeOf(Promise.resolve(effect))).toEqual({ kind: 'effect', effect })
    expect(await outcomeOf(Promise.reject(refusal(422, { problems: [] })))).toEqual({ kind: 'broken', problems: [] })
    expect(await outcomeOf(Promise.reject(refusal(409, { differences: slower })))).toEqual({ kind: 'restart', differences: slower })
  })

  it('is a failure where the gateway says something else', async () => {
    await expect(outcomeOf(Promise.reject(refusal(409)))).rejects.toThrow('why')
    await expect(outcomeOf(Promise.reject(refusal(0)))).rejects.toThrow()
  })

  it('says the same change of many equipments once', () => {
    expect(groups(Object.keys(effect.changed), effect)).toEqual([{ rule: 'dry_run', title: '无水空转', differences: slower, equipment: ['pump-1', 'pump-2'] }])
    expect(groups(['meter_balance'], nothing)).toEqual([{ rule: 'meter_balance', title: 'meter_balance', differences: [], equipment: [] }])
    expect(parted('meter_balance')).toEqual({ equipment: '', rule: 'meter_balance' })
  })

  it.each([
    ['on_delay', '报警延时'],
    ['condition.limits[1].on_delay', '限值的延时'],
    ['condition.late', 'condition.late'],
  ])('names what differs: %s', (what, words) => {
    expect(differenceWords(what)).toBe(words)
  })
})

describe('the table of a rehearsal', () => {
  it('begins with what would turn out differently', () => {
    expect(tableRows(rehearsal).map((row) => [row.title, row.turn])).toEqual([['无水空转', 'less'], ['电压越限', '']])
  })

  it.each([
    [figures(4, 9, 2), figures(5, 9, 2), 'more'],
    [figures(4, 9, 2), figures(4, 9, 1), 'less'],
    [figures(4, 9, 2), figures(4, 30, 2), 'otherwise'],
    [figures(4, 9, 2), figures(4, 9.5, 2), ''],
  ])('turns %o and %o into %s', (standing, proposed, turn) => {
    expect(tableRows({ ...rehearsal, rules: [{ ...rehearsal.rules[1]!, standing, proposed }] })[0]!.turn).toBe(turn)
  })

  it('without other rules holds those that run against the record', () => {
    const rows = [{ ...rehearsal.rules[1]!, recorded: figures(2), standing: figures(3), proposed: null }]
    expect(tableRows({ ...rehearsal, changes: null, rules: rows })[0]!.turn).toBe('more')
  })

  it.each([[0, '0'], [20, '<1'], [60, '1'], [3_570, '60']])('writes %d s as %s min', (seconds, text) => {
    expect(minutes(seconds)).toBe(text)
  })
})

describe('the page of the rules', () => {
  let page: VueWrapper
  async function open(role: string): Promise<void> {
    vi.spyOn(calls, 'signIn').mockResolvedValue({ user: role, roles: [role] } as never)
    await signIn(role, 'x')
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', name: 'rules', component: RulesPage }] })
    await router.push('/')
    page = mount(RulesPage, { global: { plugins: [i18n, router], stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })
    await flushPromises()
  }
  const state = (panel: string) => page.find(`[data-testid=${panel}]`).attributes('data-state')
  const press = async (testid: string) => {
    document.querySelector<HTMLElement>(`[data-testid=${testid}]`)!.click()
    await vi.dynamicImportSettled()
    await flushPromises()
  }
  beforeEach(() => {
    now.value = Date.parse(NOW)
    vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] })
  })
  afterEach(() => {
    page.unmount()
    vi.useRealTimers()
    vi.restoreAllMocks()
    document.body.innerHTML = ''
  })

  it('is not for everybody, and says so', async () => {
    const look = vi.spyOn(calls, 'lookAtFiles')
    await open('technician')
    expect(page.text()).toContain('由工程主管预演')
    expect(look).not.toHaveBeenCalled()
  })

  it('lets a supervisor rehearse, and no more', async () => {
    const look = vi.spyOn(calls, 'lookAtFiles')
    const rehearse = vi.spyOn(calls, 'rehearse').mockResolvedValue(rehearsal)
    await open('supervisor')
    expect(page.find('[data-testid=take-over]').exists()).toBe(false)
    expect(look).not.toHaveBeenCalled()
    await press('rehearse')
    const [from, to, onDisk] = rehearse.mock.calls[0]!
    expect([to.getTime() - from.getTime(), onDisk]).toEqual([86_400_000, true])
    expect(state('rehearsal')).toBe('ready')
    for (const words of ['无水空转', '少报', '原因：规则已改：on_delay: 10s → 60s', '报警延时']) expect(page.text()).toContain(words)
  })

  it('shows where a broken file is to be mended', async () => {
    vi.spyOn(calls, 'lookAtFiles').mockRejectedValue(refusal(422, { problems: [{ file: 'plans.yaml', line: 1, column: 1, severity: 'warning', what: 'no equipment has it', remedy: 'name it' }, { file: 'rules/site.yaml', line: 3, column: 9, severity: 'error', what: 'P22 is no priority', remedy: 'write P1 to P4' }] }))
    await open('admin')
    expect(state('files')).toBe('broken')
    expect(page.find('[data-testid=problem]').text()).toContain('rules/site.yaml:3:9')
    expect(page.find('[data-testid=take-over]').attributes('disabled')).toBeDefined()
  })

  it('says what needs a restart', async () => {
    vi.spyOn(calls, 'lookAtFiles').mockRejectedValue(refusal(409, { differences: [{ what: 'connections.mains.timeout', before: '1s', after: '2s' }] }))
    await open('admin')
    expect(state('files')).toBe('restart')
    expect(page.text()).toContain('connections.mains.timeout')
  })

  it('says so where the files are what runs, where they cannot be asked for, and where the answer is old', async () => {
    const look = vi.spyOn(calls, 'lookAtFiles').mockRejectedValueOnce(refusal(0)).mockResolvedValue(nothing)
    await open('admin')
    expect(state('files')).toBe('failed')
    await press('look')
    expect(state('files')).toBe('same')
    expect(page.find('[data-testid=files]').attributes('data-stale')).toBe('false')
    now.value += 400_000
    await flushPromises()
    expect(page.find('[data-testid=files]').attributes('data-stale')).toBe('true')
    expect(look).toHaveBeenCalledTimes(2)
  })

  it.each([
    [409, '另一个预演正在进行'],
    [503, '60 秒内没有算完'],
    [400, '请先重启网关'],
    [500, '没有预演成'],
  ])('says of a rehearsal refused with %d what to do', async (status, words) => {
    vi.spyOn(calls, 'lookAtFiles').mockResolvedValue(nothing)
    vi.spyOn(calls, 'rehearse').mockRejectedValue(refusal(status))
    await open('admin')
    await press('rehearse')
    expect(state('rehearsal')).toBe('failed')
    expect(page.text()).toContain(words)
  })

  it('switches on after a confirmation that names what ends, shows the answer, and calls the rehearsal old', async () => {
    vi.spyOn(calls, 'lookAtFiles').mockResolvedValueOnce(effect).mockResolvedValue(nothing)
    vi.spyOn(calls, 'rehearse').mockResolvedValue(rehearsal)
    const take = vi.spyOn(calls, 'takeFilesOver').mockResolvedValue({ ...effect, applied: true })
    await open('admin')
    await press('rehearse')
    vi.setSystemTime(Date.parse(NOW) + 1_000)
    await press('take-over')
    expect(take).not.toHaveBeenCalled()
    const dialog = document.querySelector('[data-testid=take-over-dialog]')!.textContent
    expect(dialog).toContain('将结束的报警')
    expect(dialog).not.toContain('还没有预演过')
    await press('take-over-confirm')
    expect(take).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/-/))
    expect(page.find('[data-testid=taken-over]').text()).toContain('已启用')
    expect(state('files')).toBe('same')
    expect(page.find('[data-testid=rehearsal]').attributes('data-stale')).toBe('true')
  })

  it('warns that nothing was rehearsed, and shows a file that broke meanwhile', async () => {
    vi.spyOn(calls, 'lookAtFiles').mockResolvedValue(effect)
    vi.spyOn(calls, 'takeFilesOver').mockRejectedValue(refusal(422, { problems: [] }))
    await open('admin')
    await press('take-over')
    expect(document.querySelector('[data-testid=take-over-dialog]')!.textContent).toContain('还没有预演过')
    await press('take-over-confirm')
    expect(state('files')).toBe('broken')
  })
})
