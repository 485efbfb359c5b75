package org.zhiban.gateway.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.AlarmEngine;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.RuleCompiler;
import org.zhiban.rules.alarm.SiteWork;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.Happening;
import org.zhiban.simulators.plant.Plant;
import org.zhiban.simulators.plant.Snapshot;
import org.zhiban.simulators.scenario.Stage;

/** A site whose models are read each second straight into the rules: an hour passes in a second. */
final class LivingSite {
  private final PointIndex index;
  private final Plant plant;
  private final Stage stage;
  private final AlarmEngine engine;
  private final List<Happening> happenings = new ArrayList<>();
  private final List<String> raised = new ArrayList<>();
  private final List<Numbered> twins;
  private Instant now;

  /** A twin and the numbers of its points, in their order. */
  private record Numbered(EquipmentTwin twin, List<Integer> numbers) {
    static Numbered of(EquipmentTwin twin, PointIndex index) {
      return new Numbered(
          twin,
          twin.points().stream()
              .map(point -> index.number(new PointRef(twin.equipment().id(), point.id())))
              .toList());
    }
  }

  LivingSite(Site site, long seed, Instant start) {
    now = start;
    index = site.pointIndex();
    plant = Twins.models(site, new TwinOptions(1, seed, () -> now, OptionalInt.empty()));
    stage = new Stage(plant, site.scenarios(), () -> now);
    plant.onHappening(happenings::add);
    twins = plant.twins().values().stream().map(twin -> Numbered.of(twin, index)).toList();
    Compilation.Compiled compiled = (Compilation.Compiled) RuleCompiler.compile(site, index);
    engine = new AlarmEngine(compiled.rules(), new PointTable(index.size()));
  }

  /** Begins a scenario of the site. */
  void play(String scenario) {
    if (!stage.play(scenario)) {
      throw new IllegalArgumentException("no such scenario: " + scenario);
    }
  }

  Plant plant() {
    return plant;
  }

  /** People begin or end work at the equipment. */
  void work(SiteWork work) {
    note(engine.work(work, now.toEpochMilli()));
  }

  /** The time of the site's clock. */
  Instant now() {
    return now;
  }

  /** Every alarm that was raised so far, as {@code equipment/rule}. */
  List<String> raised() {
    return raised;
  }

  /** Those whose condition holds now. */
  List<String> active() {
    return engine.standing().stream().filter(Alarm::active).map(LivingSite::name).toList();
  }

  void live(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second++) {
      now = now.plusSeconds(1);
      stage.advance();
      plant.advance();
      note(engine.samples(read(), now.toEpochMilli()));
      note(engine.events(events(), now.toEpochMilli()));
      note(engine.advance(now.toEpochMilli()));
    }
  }

  private void note(List<AlarmChange> changes) {
    changes.stream()
        .filter(change -> change.kind() == AlarmChange.Kind.RAISED)
        .forEach(change -> raised.add(name(change.alarm())));
  }

  private static String name(Alarm alarm) {
    return alarm.equipment() + "/" + alarm.rule();
  }

  private SampleBatch read() {
    SampleBatch batch = new SampleBatch(index.size());
    long time = now.toEpochMilli();
    for (Numbered numbered : twins) {
      EquipmentTwin twin = numbered.twin();
      Snapshot snapshot = twin.snapshot();
      for (int position = 0; position < twin.points().size(); position++) {
        var point = twin.points().get(position);
        if (point.kind() == PointKind.EVENT) {
          continue;
        }
        int number = numbered.numbers().get(position);
        boolean silent = snapshot.reach() == Snapshot.Reach.SILENT;
        boolean told = point.source().orElse(null) instanceof PointSource.Mqtt;
        if (silent && told && point.id().equals("online")) {
          batch.good(number, 0, time);
        } else if (silent) {
          batch.bad(number, QualityReason.TIMEOUT, time);
        } else if (point.kind() == PointKind.TEXT) {
          batch.text(number, String.valueOf(snapshot.texts().get(position)), time);
        } else {
          batch.good(number, snapshot.numbers().get(position), time);
        }
      }
    }
    return batch;
  }

  private List<PointEvent> events() {
    List<PointEvent> events =
        happenings.stream()
            .map(
                h ->
                    new PointEvent(
                        index.number(h.point()),
                        h.id(),
                        h.time(),
                        now,
                        Optional.empty(),
                        fields(h.fields())))
            .toList();
    happenings.clear();
    return events;
  }

  private static Map<String, Object> fields(Map<String, Object> told) {
    Map<String, Object> fields = new java.util.LinkedHashMap<>(told);
    fields.replaceAll((_, value) -> value instanceof Number n ? (Object) n.doubleValue() : value);
    return fields;
  }
}
