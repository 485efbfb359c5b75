import { describe, expect, it } from 'vitest'
import { spread } from '@/composables/columns'

describe('columns', () => {
  it('fill the shortest one first, in the order given', () => {
    expect(spread([5, 2, 2, 4], (weight) => weight, 2)).toEqual([[5], [2, 2, 4]])
  })

  it('keep everything, also where there are more columns than things', () => {
    expect(spread(['a'], () => 1, 3)).toEqual([['a'], [], []])
  })
})
