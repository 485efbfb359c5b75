package org.zhiban.gateway.operations.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.PatrolRecords;
import org.zhiban.model.patrol.Proof;
import org.zhiban.model.patrol.Walk;

/** Walks of routes, and the proofs of their checkpoints. */
record PatrolTable(Handle handle) implements PatrolRecords {
  private static final TypeReference<List<String>> CHECKPOINTS = new TypeReference<>() {};

  private static final RowMapper<Walk> BARE =
      Row.mapper(
          row ->
              new Walk(
                  row.text("route"),
                  row.instant("nominal"),
                  row.instant("from_at"),
                  row.instant("until_at"),
                  row.instant("end_at"),
                  row.json("checkpoints", CHECKPOINTS),
                  row.word("state", Walk.State.class),
                  Duration.ofMillis(row.longNumber("off")),
                  List.of()));

  /** A proof, and the walk that it is of. */
  private record OfWalk(Walk.Key walk, Proof proof) {}

  private static final RowMapper<OfWalk> PROOF =
      Row.mapper(
          row ->
              new OfWalk(
                  new Walk.Key(row.text("route"), row.instant("nominal")),
                  new Proof(
                      row.text("equipment"),
                      row.instant("at"),
                      row.word("how", Proof.How.class),
                      row.text("person"),
                      row.word("result", Proof.Result.class),
                      row.flag("late"),
                      row.optionalText("note"),
                      row.optionalText("work_order"))));

  @Override
  public List<Walk> walks(Instant from, Instant to) {
    return whole("nominal >= :from AND nominal < :to", from, to);
  }

  @Override
  public List<Walk> plannedWalks() {
    return whole("state = 'PLANNED' AND nominal >= :from AND nominal < :to", Instant.EPOCH, FAR);
  }

  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private List<Walk> whole(String where, Instant from, Instant to) {
    List<Walk> bare =
        handle
            .createQuery("SELECT * FROM patrol_walk WHERE " + where + " ORDER BY nominal, route")
            .bind("from", from)
            .bind("to", to)
            .map(BARE)
            .list();
    if (bare.isEmpty()) {
      return bare;
    }
    Map<Walk.Key, List<Proof>> proofs = new HashMap<>();
    handle
        .createQuery(
            "SELECT * FROM patrol_proof WHERE nominal >= :from AND nominal <= :to"
                + " ORDER BY at, equipment")
        .bind("from", bare.getFirst().nominal())
        .bind("to", bare.getLast().nominal())
        .map(PROOF)
        .forEach(it -> proofs.computeIfAbsent(it.walk(), _ -> new ArrayList<>()).add(it.proof()));
    return bare.stream()
        .map(walk -> with(walk, proofs.getOrDefault(walk.key(), List.of())))
        .toList();
  }

  private static Walk with(Walk walk, List<Proof> proofs) {
    return new Walk(
        walk.route(),
        walk.nominal(),
        walk.from(),
        walk.until(),
        walk.end(),
        walk.checkpoints(),
        walk.state(),
        walk.off(),
        proofs);
  }

  @Override
  public Optional<Walk> walk(Walk.Key key) {
    return walks(key.nominal(), key.nominal().plusMillis(1)).stream()
        .filter(walk -> walk.key().equals(key))
        .findFirst();
  }

  @Override
  public boolean add(Walk walk) {
    boolean added =
        handle
                .createUpdate(
                    """
                    INSERT INTO patrol_walk (
                      route, nominal, from_at, until_at, end_at, checkpoints, state, off)
                    VALUES (
                      :route, :nominal, :fromAt, :untilAt, :endAt, :checkpoints, :state, :off)
                    ON CONFLICT (route, nominal) DO NOTHING
                    """)
                .bind("route", walk.route())
                .bind("nominal", walk.nominal())
                .bind("fromAt", walk.from())
                .bind("untilAt", walk.until())
                .bind("endAt", walk.end())
                .bind("checkpoints", Json.write(walk.checkpoints()))
                .bind("state", walk.state())
                .bind("off", walk.off().toMillis())
                .execute()
            == 1;
    if (added) {
      walk.proofs().forEach(proof -> save(walk, proof));
    }
    return added;
  }

  @Override
  public void save(Walk walk) {
    int saved =
        handle
            .createUpdate(
                """
                UPDATE patrol_walk SET state = :state, off = :off
                WHERE route = :route AND nominal = :nominal
                """)
            .bind("state", walk.state())
            .bind("off", walk.off().toMillis())
            .bind("route", walk.route())
            .bind("nominal", walk.nominal())
            .execute();
    if (saved != 1) {
      throw new IllegalArgumentException("there is no walk " + walk.id());
    }
    walk.proofs().forEach(proof -> save(walk, proof));
  }

  private void save(Walk walk, Proof proof) {
    handle
        .createUpdate(
            """
            INSERT INTO patrol_proof (
              route, nominal, equipment, at, how, person, result, late, note, work_order)
            VALUES (
              :route, :nominal, :equipment, :at, :how, :person, :result, :late, :note, :workOrder)
            ON CONFLICT (route, nominal, equipment) DO UPDATE SET
              person = excluded.person, result = excluded.result, note = excluded.note,
              work_order = excluded.work_order
            """)
        .bind("route", walk.route())
        .bind("nominal", walk.nominal())
        .bind("equipment", proof.equipment())
        .bind("at", proof.time())
        .bind("how", proof.how())
        .bind("person", proof.by())
        .bind("result", proof.result())
        .bind("late", proof.late())
        .bind("note", proof.note())
        .bind("workOrder", proof.workOrder())
        .execute();
  }

  @Override
  public void remove(Walk walk) {
    handle.execute(
        "DELETE FROM patrol_walk WHERE route = ? AND nominal = ?",
        walk.route(),
        walk.nominal().toEpochMilli());
  }
}
