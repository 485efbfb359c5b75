package org.zhiban.model.visit;

import java.time.Instant;

/**
 * Whether somebody asks after a repair, by lot. It is drawn once an order, and everybody who reads
 * seed and number draws the same again.
 *
 * @param seed made up when the order came to its visit, so that nobody knew the lot before
 * @param lot from 0 to 9,999
 * @param share percentage of the orders that are asked after
 */
public record VisitDraw(
    String workOrder, VisitLevel level, String seed, int lot, int share, Instant at) {
  /** How many lots there are to one percent. */
  public static final int LOTS = 100;

  public VisitDraw {
    if (seed.isBlank() || lot < 0 || lot >= 100 * LOTS || share < 0 || share > 100) {
      throw new IllegalArgumentException("no such lot: " + lot + " of " + share + " %");
    }
  }

  /** Whether somebody is asked. */
  public boolean drawn() {
    return lot < share * LOTS;
  }
}
