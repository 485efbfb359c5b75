import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/labels'
import { i18n } from '@/i18n'
import LabelsPage from '@/pages/LabelsPage.vue'
import { personName } from '@/stores/staff'

const lift: api.Label = { id: 'a', equipment: 'lift-a1', name: { zh: 'A座1#客梯', en: 'Lift A1' }, location: 'A座', created_at: '2026-11-20T19:10:00.000Z', path: '/r/secret' }
const lobby: api.Label = { id: 'b', equipment: null, name: null, location: 'B座大堂', created_at: '2026-11-20T19:10:00.000Z', path: '/r/other' }

async function shown(list: api.Label[]) {
  vi.spyOn(api, 'labels').mockResolvedValue(list)
  vi.spyOn(api, 'issueLabels').mockResolvedValue(1)
  vi.spyOn(api, 'changeLabel').mockResolvedValue()
  const page = mount(LabelsPage, { global: { plugins: [i18n], stubs: { PageHead: { template: '<div><slot /></div>' } } } })
  await flushPromises()
  return page
}

afterEach(() => vi.restoreAllMocks())

describe('labels by which residents report', () => {
  it('print in both languages, with a code that leads to this address', async () => {
    const page = await shown([lift, lobby])
    const card = page.get('[data-testid=label-lift-a1]')
    expect(card.text()).toContain('A座1#客梯')
    expect(card.text()).toContain('Lift A1')
    expect(card.get('svg').attributes('aria-label')).toBe(`${location.origin}/r/secret`)
    expect(page.get('[data-testid=label-B座大堂]').text()).toContain('扫码报修')
    expect(page.get('[data-testid=print]').text()).toBe('打印 2 张')
  })

  it('print what is found', async () => {
    const page = await shown([lift, lobby])
    await page.get('input[type=search]').setValue('lift')
    expect(page.find('[data-testid=label-B座大堂]').exists()).toBe(false)
    expect(page.get('[data-testid=print]').text()).toBe('打印 1 张')
  })

  it('end at the second tap only', async () => {
    const page = await shown([lift])
    const renew = page.get('[data-testid=renew-lift-a1]')
    await renew.trigger('click')
    expect(api.changeLabel).not.toHaveBeenCalled()
    await renew.trigger('click')
    await flushPromises()
    expect(api.changeLabel).toHaveBeenCalledWith('a', 'renew', expect.any(String))
  })

  it('are issued for a place in words', async () => {
    const page = await shown([])
    await page.get('[data-testid=label-place]').setValue(' 凉亭 ')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(api.issueLabels).toHaveBeenCalledWith({ place: '凉亭' }, expect.any(String))
  })

  it('name whoever reported by one', () => {
    expect(personName('resident@label')).toBe('住户（扫码）')
  })
})
