import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as calls from '@/api/calls'
import * as api from '@/api/notices'
import NoticeForm from '@/components/NoticeForm.vue'
import { i18n } from '@/i18n'
import * as http from '@/api/http'
import NoticePrintPage from '@/pages/NoticePrintPage.vue'
import NoticesPage from '@/pages/NoticesPage.vue'

const draft: api.Notice = {
  id: 'n1',
  version: 3,
  kind: 'planned',
  supply: 'water',
  where: 'B座',
  zh: '清洗水箱',
  from: '2026-11-25T02:00:00.000Z',
  until: '2026-11-25T06:00:00.000Z',
  state: 'submitted',
  created_by: 'sun-jia',
  created_at: '2026-11-23T02:00:00.000Z',
  allowed: ['approve', 'send_back'],
}

const stubs = { PageHead: { template: '<div><slot /></div>' }, ElDialog: { template: '<div><slot /><slot name="footer" /></div>' } }

async function shown(list: api.Notice[]) {
  vi.spyOn(calls, 'staff').mockResolvedValue([])
  vi.spyOn(api, 'notices').mockResolvedValue(list)
  vi.spyOn(api, 'actOnNotice').mockResolvedValue(draft)
  const page = mount(NoticesPage, { global: { plugins: [i18n], stubs: { ...stubs, RouterLink: true } } })
  await flushPromises()
  return page
}

afterEach(() => vi.restoreAllMocks())

describe('notices to residents', () => {
  it('show how far they are and what this person may do', async () => {
    const page = await shown([draft])
    expect(page.get('[data-testid=notice-n1]').text()).toContain('待经理批准')
    expect(page.find('[data-testid=notice-publish]').exists()).toBe(false)
    await page.get('[data-testid=notice-approve]').trigger('click')
    await flushPromises()
    expect(api.actOnNotice).toHaveBeenCalledWith(draft, 'approve', {}, expect.any(String))
  })

  it('are filed apart', async () => {
    const page = await shown([])
    expect(page.text()).toContain('没有在办的通知')
    await page.findAll('[role=group] button')[1]!.trigger('click')
    await flushPromises()
    expect(api.notices).toHaveBeenLastCalledWith(['archived', 'discarded'])
  })

  it('hang on the board in both languages at once', async () => {
    vi.spyOn(http, 'get').mockResolvedValue({ body: { ...draft, number: 'TZ-2026-001', en: 'The tank is cleaned' }, etag: null })
    const page = mount(NoticePrintPage, { props: { id: 'n1' }, global: { plugins: [i18n], stubs: { ...stubs, RouterLink: true } } })
    await flushPromises()
    const sheet = page.get('[data-testid=notice-sheet]').text()
    for (const words of ['TZ-2026-001', '停水通知', 'Notice: water off', '清洗水箱', 'The tank is cleaned', 'B座']) expect(sheet).toContain(words)
  })

  it('that are sudden are not saved without a reason', async () => {
    const form = mount(NoticeForm, { props: { notice: { ...draft, kind: 'sudden' }, busy: false }, global: { plugins: [i18n], stubs } })
    await form.get('form').trigger('submit')
    expect(form.emitted('save')).toBeUndefined()
    expect(form.get('[role=alert]').text()).toContain('突发原因')
    await form.get('#notice-reason').setValue('爆管')
    await form.get('form').trigger('submit')
    const text = form.emitted('save')![0]![0] as api.NoticeText
    expect(text).toMatchObject({ kind: 'sudden', reason: '爆管', from: draft.from, until: draft.until })
  })
})
