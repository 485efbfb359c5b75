import { mount } from '@vue/test-utils'
import { h } from 'vue'
import { expect, it } from 'vitest'
import HeldList from '@/components/HeldList.vue'
import { i18n } from '@/i18n'

const many = Array.from({ length: 10_000 }, (_, number) => ({ id: `a${number}` }))

it('draws the first rows of a flood, and more when they are asked for', async () => {
  const list = mount(HeldList, {
    props: { items: many, find: () => undefined, news: 'alarm.new' },
    slots: { default: ({ item }: { item: { id: string } }) => h('li', item.id) },
    global: { plugins: [i18n] },
  })
  expect(list.findAll('li')).toHaveLength(100)
  expect(list.find('li').text()).toBe('a0')
  const more = list.get('[data-testid="more"]')
  expect(more.text()).toContain('9900')
  await more.trigger('click')
  expect(list.findAll('li')).toHaveLength(200)
  await list.setProps({ items: many.slice(0, 3) })
  expect(list.findAll('li')).toHaveLength(3)
  expect(list.find('[data-testid="more"]').exists()).toBe(false)
})
