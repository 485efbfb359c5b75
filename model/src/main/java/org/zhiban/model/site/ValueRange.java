package org.zhiban.model.site;

/**
 * What a sound value lies between, both ends included, in the point's unit. Outside: quality
 * uncertain.
 */
public record ValueRange(double min, double max) {
  public ValueRange {
    if (!(min <= max)) {
      throw new IllegalArgumentException("range from " + min + " to " + max);
    }
  }

  public boolean contains(double value) {
    return min <= value && value <= max;
  }
}
