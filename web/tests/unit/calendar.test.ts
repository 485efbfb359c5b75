import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as calls from '@/api/calls'
import * as feeds from '@/api/feeds'
import CalendarDialog from '@/components/CalendarDialog.vue'
import { i18n } from '@/i18n'
import * as session from '@/stores/session'

const own: feeds.CalendarFeed = { id: 'f1', owner: 'li-wei', person: 'li-wei', created_at: '2026-11-20T19:10:00.000Z', path: '/api/v1/maintenance/calendar.ics?feed=f1.secret' }

async function shown(roles: string[], list: feeds.CalendarFeed[], equipment = '') {
  vi.spyOn(calls, 'signIn').mockResolvedValue({ token: '', expires_at: '', user: 'li-wei', roles } as never)
  await session.signIn('li-wei', 'x')
  vi.spyOn(calls, 'staff').mockResolvedValue([{ id: 'li-wei', name: '李伟' }] as never)
  vi.spyOn(feeds, 'calendarFeeds').mockResolvedValue(list)
  vi.spyOn(feeds, 'issueFeed').mockResolvedValue()
  vi.spyOn(feeds, 'revokeFeed').mockResolvedValue()
  const dialog = mount(CalendarDialog, { props: { equipment }, global: { plugins: [i18n], stubs: { ElDialog: { template: '<div><slot /></div>' } } } })
  await flushPromises()
  return dialog
}

afterEach(() => {
  session.forget()
  vi.restoreAllMocks()
})

describe('links of calendars', () => {
  it('offers a technician his own visits, and an equipment where one is looked at', async () => {
    const dialog = await shown(['technician'], [], 'pump-b1')
    expect(dialog.find('[data-testid=calendar-all]').exists()).toBe(false)
    expect(dialog.find('[data-testid=calendar-equipment]').exists()).toBe(true)
    await dialog.get('[data-testid=calendar-own]').trigger('click')
    expect(feeds.issueFeed).toHaveBeenCalledWith({ person: 'li-wei' }, expect.any(String))
    expect(dialog.text()).toContain('还没有链接')
  })

  it('offers everything to a supervisor', async () => {
    const dialog = await shown(['supervisor'], [])
    await dialog.get('[data-testid=calendar-all]').trigger('click')
    expect(feeds.issueFeed).toHaveBeenCalledWith({}, expect.any(String))
  })

  it('offers no second link of the same', async () => {
    const dialog = await shown(['technician'], [own])
    expect(dialog.find('[data-testid=calendar-own]').exists()).toBe(false)
  })

  it('shows the whole link, and ends it at the second tap', async () => {
    const dialog = await shown(['technician'], [own])
    const field = dialog.get('[data-testid=feed-li-wei] input').element as HTMLInputElement
    expect(field.value).toBe(`${location.origin}/api/v1/maintenance/calendar.ics?feed=f1.secret&lang=zh`)
    const revoke = dialog.get('[data-testid=revoke]')
    await revoke.trigger('click')
    expect(feeds.revokeFeed).not.toHaveBeenCalled()
    expect(revoke.text()).toBe('确定停用？')
    await revoke.trigger('click')
    await flushPromises()
    expect(feeds.revokeFeed).toHaveBeenCalledWith('f1', expect.any(String))
  })
})
