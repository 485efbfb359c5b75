import { describe, expect, it } from 'vitest'
import { ApiError } from '@/api/http'
import { remote } from '@/stores/remote'
import { inTurn } from '@/composables/turn'

describe('something fetched', () => {
  it('is loading, then ready', async () => {
    const thing = remote(async () => undefined)
    expect(thing.phase.value).toBe('loading')
    await thing.refresh()
    expect(thing.phase.value).toBe('ready')
  })

  it('is failed when it never came, and says why', async () => {
    const thing = remote(async () => Promise.reject(new ApiError({ status: 503, detail: 'later' })))
    await thing.refresh()
    expect(thing.phase.value).toBe('failed')
    expect(thing.error.value?.status).toBe(503)
  })

  it('stays as it was when a later fetch fails: an old picture is better than none', async () => {
    let fails = false
    const thing = remote(async () => {
      if (fails) throw new ApiError({ status: 0 })
    })
    await thing.refresh()
    fails = true
    await thing.refresh()
    expect(thing.phase.value).toBe('ready')
    expect(thing.error.value?.status).toBe(0)
  })

  it('goes by the last question, whatever the order of the answers', async () => {
    const answers: (() => void)[] = []
    const current: boolean[] = []
    const thing = remote(async (isCurrent) => {
      await new Promise<void>((resolve) => answers.push(resolve))
      current.push(isCurrent())
    })
    const both = Promise.all([thing.refresh(), thing.refresh()])
    answers[1]!()
    answers[0]!()
    await both
    expect(current).toEqual([true, false])
  })
})

describe('small fetches', () => {
  it('go three at a time, and a failed one gives its place up', async () => {
    const ends: (() => void)[] = []
    const tasks = Array.from({ length: 5 }, (_, index) =>
      inTurn(() => new Promise<number>((resolve, reject) => ends.push(() => (index === 0 ? reject(new Error('no')) : resolve(index))))).catch(() => -1),
    )
    expect(ends).toHaveLength(3)
    ends[0]!()
    await tasks[0]
    await Promise.resolve()
    expect(ends).toHaveLength(4)
    for (let index = 1; index < 5; index++) {
      ends[index]!()
      await tasks[index]
      await Promise.resolve()
    }
    expect(await Promise.all(tasks)).toEqual([-1, 1, 2, 3, 4])
  })
})
