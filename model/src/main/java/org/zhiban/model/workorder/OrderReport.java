package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What one caller said of an order's fault [R1]. Name and phone are private.
 *
 * @param number counts the reports of the order, from 1
 * @param reportedAt when the call came
 * @param writtenAt when it was taken down
 * @param trigger what made it urgent, in the words of the site [R3]
 * @param takenBy who took it first, and answers to the caller [R23]
 */
public record OrderReport(
    String order,
    int number,
    Instant reportedAt,
    Instant writtenAt,
    Channel channel,
    String content,
    Optional<String> reportedBy,
    Optional<String> phone,
    Optional<String> appointment,
    Optional<String> trigger,
    String takenBy) {
  public OrderReport {
    if (number < 1) {
      throw new IllegalArgumentException("reports count from 1");
    }
  }

  /** The same of another order, at another place. */
  public OrderReport of(String other, int place) {
    return new OrderReport(
        other,
        place,
        reportedAt,
        writtenAt,
        channel,
        content,
        reportedBy,
        phone,
        appointment,
        trigger,
        takenBy);
  }

  /** How it came [R30]. */
  public enum Channel {
    PHONE,
    DESK,
    /** By the label on the equipment. */
    QR;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
