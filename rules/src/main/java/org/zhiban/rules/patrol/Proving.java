package org.zhiban.rules.patrol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.model.patrol.Proof;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;

/** What a card or a person at a checkpoint means for the walks of the day. */
public final class Proving {
  private static final String VISIT = "visit";
  private static final String CARD = "card";

  private Proving() {}

  /** What came of it. */
  public sealed interface Outcome {
    /** The walk with it; new, or a finding in the place of what was well. */
    record Proved(Walk walk, Proof proof) implements Outcome {}

    /** It is on record already. */
    record Nothing(Walk walk) implements Outcome {}

    record Refused(ProofRefusal reason) implements Outcome {}
  }

  /** Somebody who is signed in says that he is there. */
  public static Outcome said(
      Walk walk,
      String checkpoint,
      String by,
      Proof.Result result,
      Optional<String> note,
      Instant now) {
    if (!walk.checkpoints().contains(checkpoint)) {
      return new Outcome.Refused(new ProofRefusal.NotOnThisWalk(checkpoint));
    }
    if (now.isBefore(walk.from())) {
      return new Outcome.Refused(new ProofRefusal.TooEarly(walk.from()));
    }
    if (now.isAfter(walk.end())) {
      return new Outcome.Refused(new ProofRefusal.Over(walk.end()));
    }
    if (result == Proof.Result.FINDING && note.isEmpty()) {
      return new Outcome.Refused(new ProofRefusal.NoteMissing());
    }
    Optional<Proof> before = walk.proofOf(checkpoint);
    if (before.isPresent()) {
      Proof there = before.get();
      if (result == Proof.Result.OK) {
        return new Outcome.Nothing(walk);
      }
      if (there.result() == Proof.Result.FINDING) {
        return new Outcome.Refused(new ProofRefusal.FindingOnRecord(there.workOrder()));
      }
      return proved(
          walk,
          new Proof(
              checkpoint,
              there.time(),
              there.how(),
              by,
              result,
              there.late(),
              note,
              Optional.empty()));
    }
    return proved(
        walk,
        new Proof(
            checkpoint,
            now,
            Proof.How.CONSOLE,
            by,
            result,
            now.isAfter(walk.until()),
            note,
            Optional.empty()));
  }

  private static Outcome proved(Walk walk, Proof proof) {
    return new Outcome.Proved(walk.with(proof), proof);
  }

  /**
   * A reader saw a card: it proves its checkpoint, and the equipment at which it hangs, in the
   * earliest walk of each route whose time it is and that lacks it. It may be heard of long
   * afterwards, so what was missed may turn out to have been done.
   */
  public static List<Outcome.Proved> seen(
      Site site, PointRef point, Map<String, Object> fields, List<Walk> walks, Instant at) {
    Optional<Equipment> reader =
        Optional.ofNullable(site.equipment().get(point.equipment()))
            .filter(it -> it.equipmentClass().equals(EquipmentClass.CHECKPOINT.word()));
    Object card = fields.get(CARD);
    if (reader.isEmpty()
        || !point.point().equals(VISIT)
        || card == null
        || String.valueOf(card).isBlank()) {
      return List.of();
    }
    List<String> checkpoints =
        Stream.concat(Stream.of(reader.get().id()), reader.get().parent().stream()).toList();
    Map<String, Outcome.Proved> byRoute = new java.util.LinkedHashMap<>();
    walks.stream()
        .filter(walk -> !at.isBefore(walk.from()) && !at.isAfter(walk.end()))
        .sorted(java.util.Comparator.comparing(Walk::nominal))
        .forEach(
            walk ->
                checkpoints.stream()
                    .filter(walk.unproved()::contains)
                    .findFirst()
                    .ifPresent(
                        checkpoint ->
                            byRoute.computeIfAbsent(
                                walk.route(),
                                _ -> bySight(walk, checkpoint, String.valueOf(card), at))));
    return List.copyOf(byRoute.values());
  }

  private static Outcome.Proved bySight(Walk walk, String checkpoint, String card, Instant at) {
    Proof proof =
        new Proof(
            checkpoint,
            at,
            Proof.How.CARD,
            card,
            Proof.Result.OK,
            at.isAfter(walk.until()),
            Optional.empty(),
            Optional.empty());
    return new Outcome.Proved(walk.with(proof), proof);
  }
}
