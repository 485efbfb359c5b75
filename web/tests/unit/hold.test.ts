import { effectScope, nextTick, shallowRef } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useHeld } from '@/composables/hold'

interface Row {
  id: string
  state: string
}
const row = (id: string, state = 'unacked'): Row => ({ id, state })
const mouse = { pointerType: 'mouse' } as PointerEvent
const finger = { pointerType: 'touch' } as PointerEvent

function held(rows: Row[]) {
  const source = shallowRef<readonly Row[]>(rows)
  const gone = new Map<string, Row>()
  const scope = effectScope()
  const list = scope.run(() => useHeld(source, (item) => item.id, (id) => gone.get(id)))!
  return { source, gone, list, ids: () => list.rows.value.map((item) => item.id), end: () => scope.stop() }
}

afterEach(() => vi.useRealTimers())

describe('a list under the pointer', () => {
  it('keeps its rows and their order, and counts what is new', () => {
    const { source, list, ids } = held([row('a'), row('b')])
    list.enter(mouse)
    source.value = [row('new'), row('b'), row('a')]
    expect(ids()).toEqual(['a', 'b'])
    expect(list.waiting.value).toBe(1)
  })

  it('shows each row as it is now', () => {
    const { source, list } = held([row('a')])
    list.enter(mouse)
    source.value = [row('a', 'acked')]
    expect(list.rows.value).toEqual([row('a', 'acked')])
  })

  it('keeps a row that has left, as far as it is still known', () => {
    const { source, gone, list, ids } = held([row('a'), row('b')])
    list.enter(mouse)
    gone.set('a', row('a', 'normal'))
    source.value = [row('b')]
    expect(list.rows.value).toEqual([row('a', 'normal'), row('b')])
    list.leave(mouse)
    expect(ids()).toEqual(['b'])
  })

  it('lets in what waits when asked, and holds on', () => {
    const { source, list, ids } = held([row('a')])
    list.enter(mouse)
    source.value = [row('new'), row('a')]
    list.release()
    expect(ids()).toEqual(['new', 'a'])
    source.value = [row('newer'), row('new'), row('a')]
    expect(list.waiting.value).toBe(1)
  })

  it('goes on a while after a finger has left', () => {
    vi.useFakeTimers()
    const { source, list, ids } = held([row('a')])
    list.enter(finger)
    list.leave(finger)
    source.value = [row('new'), row('a')]
    expect(ids()).toEqual(['a'])
    vi.advanceTimersByTime(3_000)
    expect(ids()).toEqual(['new', 'a'])
  })

  it('does not hide the first row of an empty list', async () => {
    const { source, list, ids } = held([])
    list.enter(mouse)
    source.value = [row('first')]
    await nextTick()
    expect(ids()).toEqual(['first'])
  })
})
