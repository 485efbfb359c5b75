package org.zhiban.model.paper;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.zhiban.model.site.Site;

/**
 * A paper of an equipment that runs out [E24] [R32]. One that was renewed is another.
 *
 * @param kind what it certifies; of a warranty empty
 * @param number its own; of a warranty empty
 * @param validUntil its last day
 */
public record Paper(Type type, String equipment, String kind, String number, LocalDate validUntil) {
  /** What runs out. */
  public enum Type {
    CERTIFICATE,
    WARRANTY;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All papers that a site names, its certificates first. What is out of service keeps its own. */
  public static List<Paper> of(Site site) {
    return Stream.concat(
            site.certificates().stream()
                .map(
                    it ->
                        new Paper(
                            Type.CERTIFICATE,
                            it.equipment(),
                            it.kind(),
                            it.number(),
                            it.validUntil())),
            site.equipment().values().stream()
                .flatMap(
                    it ->
                        it.warrantyUntil().stream()
                            .map(last -> new Paper(Type.WARRANTY, it.id(), "", "", last))))
        .distinct()
        .toList();
  }

  /** The same for the same paper, another for a renewed one. */
  public String id() {
    String says = String.join("\n", type.word(), equipment, kind, number, validUntil.toString());
    return UUID.nameUUIDFromBytes(says.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** How many days after this one it is valid; negative: since when it is not. */
  public long daysLeft(LocalDate today) {
    return ChronoUnit.DAYS.between(today, validUntil);
  }
}
