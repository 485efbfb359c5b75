import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import * as api from '@/api/lending'
import type { Lendable } from '@/api/lending'
import '@/components/ActionDialog.vue'
import { now } from '@/composables/time'
import { i18n } from '@/i18n'
import LendingPage from '@/pages/LendingPage.vue'
import { takeMessages } from '@/stores/live'
import { forget, signIn } from '@/stores/session'

const AT = '2026-11-23T12:00:00.000Z'
const loan = { number: 1, borrower: '张师傅', contractor: null, work_order: 'WX-1', reason: null, lent_at: AT, lent_by: 'he-lin', due: '2026-11-23T14:00:00.000Z', overdue: false, returned_at: null, returned_by: null, note: null }
const key = (over: Partial<Lendable> = {}): Lendable => ({ id: 'K12', kind: 'key', name: '低区泵房', place: '一号钥匙板', equipment: null, retired_at: null, loan: null, ...over })
const show = async (list: Lendable[]) => {
  const spy = vi.spyOn(api, 'lendables').mockResolvedValue(list)
  const page = mount(LendingPage, { global: { plugins: [i18n], stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })
  await flushPromises()
  return { page, spy }
}
const confirm = async (): Promise<void> => {
  await vi.dynamicImportSettled()
  await flushPromises()
  document.querySelector<HTMLFormElement>('#action-form')!.requestSubmit()
  await flushPromises()
}

beforeEach(async () => {
  now.value = Date.parse(AT)
  vi.spyOn(calls, 'signIn').mockResolvedValue({ user: 'he-lin', roles: ['operator'] } as never)
  await signIn('he-lin', 'x')
})
afterEach(() => {
  forget()
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe('keys, tools and badges', () => {
  it('are out or here, and late when their time is over', async () => {
    const { page } = await show([key(), key({ id: 'B1', kind: 'badge', name: '来访证 1', loan })])
    expect(page.find('[data-testid=lent]').text()).toContain('张师傅')
    expect(page.find('[data-testid=lent]').text()).not.toContain('逾期未还')
    expect(page.find('[data-thing=K12]').text()).toContain('一号钥匙板')
    now.value = Date.parse('2026-11-23T14:00:01.000Z')
    await flushPromises()
    expect(page.find('[data-thing=B1]').text()).toContain('逾期未还')
    page.unmount()
  })

  it('come back once, under one key until the gateway answered, and others hear of it', async () => {
    const sent: unknown[][] = []
    vi.spyOn(api, 'actOnLendable').mockImplementation(async (...said) => {
      sent.push(said)
      if (sent.length === 1) throw new ApiError({ status: 0 })
      return key()
    })
    const { page, spy } = await show([key({ loan })])
    await page.find('[data-testid=back-K12]').trigger('click')
    await confirm()
    await confirm()
    expect(sent.map((said) => said.slice(0, 3))).toEqual(Array(2).fill(['K12', 'return', {}]))
    expect(sent[0]![3]).toBe(sent[1]![3])
    const asked = spy.mock.calls.length
    takeMessages([{ type: 'lending', thing: 'K12' }])
    await flushPromises()
    expect(spy.mock.calls.length).toBe(asked + 1)
    page.unmount()
  }, 20_000)

  it('are lent to somebody until a time', async () => {
    const spy = vi.spyOn(api, 'actOnLendable').mockResolvedValue(key({ loan }))
    const { page } = await show([key()])
    await page.find('[data-testid=lend-K12]').trigger('click')
    await confirm()
    expect(spy).not.toHaveBeenCalled()
    expect(document.querySelector('[data-testid=action-dialog]')!.textContent).toContain('借用人')
    page.unmount()
  }, 20_000)
})
