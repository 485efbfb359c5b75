import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import * as calls from '@/api/calls'
import { ApiError } from '@/api/http'
import type { Decodings, SheetLine } from '@/api/sheet'
import ReadingDialog from '@/components/ReadingDialog.vue'
import SheetTable from '@/components/SheetTable.vue'
import { i18n } from '@/i18n'

const voltage: SheetLine = {
  equipment: 'm1', equipment_name: '1#进线总表', point: 'voltage_a', name: { zh: 'A相电压', en: 'Voltage A' }, kind: 'analog', unit: 'V', states: [], connection: 'bus', source: 'bus unit 3 input 0 FLOAT32 CDAB in V', state: 'open',
  now: { value: 230.5, quality: 'good', time: '2026-11-20T19:12:00.000Z' }, signed: null,
}
const closed: SheetLine = { ...voltage, point: 'breaker_closed', name: '合闸', kind: 'binary', unit: null, source: 'bus unit 3 discrete 4', now: { ...voltage.now, value: true } }
const found: Decodings = {
  table: 'input', address: 0, time: '2026-11-20T19:12:00.000Z', registers: ['8000', '4366', '0000', '0000'],
  candidates: [
    { value: 230.5, text: null, scale: 1, meets: true, configured: true, decodings: [{ type: 'FLOAT32', byte_order: 'CDAB', registers: 2 }] },
    { value: -4.59e-41, text: null, scale: 1, meets: false, configured: false, decodings: [{ type: 'FLOAT32', byte_order: 'ABCD', registers: 2 }] },
    { value: null, text: 'fC', scale: 1, meets: false, configured: false, decodings: [{ type: 'STRING', byte_order: 'BADC', registers: 4 }] },
  ],
}

const show = (component: Component, props: object) =>
  mount(component, { props, global: { plugins: [i18n], components: { RouterLink: RouterLinkStub }, stubs: { RouterLink: RouterLinkStub } }, attachTo: document.body })

/** The dialog stands outside of what it was mounted in. */
async function dialogue(line: SheetLine) {
  const wrapper = show(ReadingDialog, { line, busy: false })
  await flushPromises()
  return {
    wrapper,
    page: document.body,
    type: async (text: string) => {
      const input = document.querySelector<HTMLInputElement>('#reading')!
      input.value = text
      input.dispatchEvent(new Event('input'))
      await flushPromises()
    },
    send: async () => {
      document.querySelector('form')!.dispatchEvent(new Event('submit'))
      await flushPromises()
    },
    compare: async () => {
      document.querySelector<HTMLButtonElement>('[data-testid=compare]')!.click()
      await flushPromises()
    },
  }
}

afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe('the dialog of a reading', () => {
  it.each([
    ['230.5', { read: 230.5 }],
    ['1 230,5', { read: 1230.5 }],
    ['-3', { read: -3 }],
    ['1,234', { read: 1234 }],
    ['12,345,678.9', { read: 12345678.9 }],
    ['230,5', { read: 230.5 }],
  ])('takes %s as a person writes it', async (typed, told) => {
    const { wrapper, type, send } = await dialogue(voltage)
    await type(typed)
    await send()
    expect(wrapper.emitted('sign')).toEqual([[told]])
  })

  it.each(['', 'much', '1,2,3', '1,23,456'])('signs nothing for "%s"', async (typed) => {
    const { wrapper, page, type, send } = await dialogue(voltage)
    await type(typed)
    await send()
    expect(wrapper.emitted('sign')).toBeUndefined()
    expect(page.querySelector('.trouble')?.textContent).toMatch(/请填写/)
  })

  it('shows every decoding beside what was read, the one in use marked', async () => {
    const ask = vi.spyOn(calls, 'decodings').mockResolvedValue(found)
    const { page, type, compare } = await dialogue(voltage)
    await type('230')
    await compare()
    expect(ask).toHaveBeenCalledWith('m1', 'voltage_a', 230)
    const rows = page.querySelectorAll<HTMLElement>('[data-testid=decodings] tbody tr')
    expect(rows[0]!.textContent).toContain('230.5 V')
    expect(rows[0]!.textContent).toContain('FLOAT32 CDAB')
    expect(rows[0]!.dataset).toMatchObject({ configured: 'true', likely: 'true' })
    expect(rows[2]!.textContent).toContain('“fC”')
    expect(page.textContent).toContain('8000 4366')
  })

  it('says why there is nothing to compare', async () => {
    vi.spyOn(calls, 'decodings').mockRejectedValue(new ApiError({ status: 409, detail: 'was not among the last answers' }))
    const { page, compare } = await dialogue(voltage)
    await compare()
    expect(page.textContent).toContain('was not among the last answers')
  })

  it('offers no decodings of a single bit', async () => {
    const { page } = await dialogue(closed)
    expect(page.querySelector('[data-testid=compare]')).toBeNull()
  })
})

describe('the table of the sheet', () => {
  it('says what was read, what was shown then, and who signed', () => {
    const signed = { read: '221', shown: '230.5', tolerance: 4.4, within: false, remark: '万用表', by: 'li-wei', at: '2026-11-20T19:12:00.000Z' }
    const table = show(SheetTable, { lines: [{ ...voltage, state: 'differs', signed }, closed] })
    const [first, second] = table.findAll('tbody tr')
    for (const text of ['221 V', '± 4.4', '230.5 V', '不一致', 'li-wei', '万用表', '重新核对']) expect(first!.text()).toContain(text)
    expect(second!.text()).toContain('未核对')
  })
})
