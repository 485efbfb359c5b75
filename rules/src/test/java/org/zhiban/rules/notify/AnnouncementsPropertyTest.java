package org.zhiban.rules.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.notify.NotifySite.grouped;
import static org.zhiban.rules.notify.NotifySite.route;
import static org.zhiban.rules.notify.NotifySite.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Notice;

/** Whatever happens in whatever order. */
final class AnnouncementsPropertyTest {
  private static NotifySite site() {
    return new NotifySite(
            route(Set.of(Priority.P1), true, step(0, "chat"), step(20, "hook")),
            grouped(
                route(Set.of(Priority.P1, Priority.P2), false, step(0, "mail")),
                Duration.ofSeconds(15)))
        .channel("chat", "wecom")
        .channel("hook", "webhook")
        .channel("mail", "email")
        .holding(Duration.ofSeconds(10));
  }

  enum Deed {
    ACKNOWLEDGE,
    CLEAR,
    REPEAT,
    SUPPRESS,
    UNSUPPRESS,
    RESTART
  }

  record Act(Deed deed, int alarm, int seconds) {}

  @Provide
  Arbitrary<List<Act>> acts() {
    return Combinators.combine(
            Arbitraries.of(Deed.class),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(1, 40))
        .as(Act::new)
        .list()
        .ofMaxSize(25);
  }

  /** Alarms 0 and 1 are life safety, 2 is P1, 3 is P2. */
  private static Told begun() {
    return new Told(site())
        .raisedLife("life-0")
        .raisedLife("life-1")
        .raised("p1-2", Priority.P1)
        .raised("p2-3", Priority.P2);
  }

  private static final List<String> IDS = List.of("life-0", "life-1", "p1-2", "p2-3");

  private static void take(Told told, Act act, Set<String> suppressed, Set<String> acknowledged) {
    told.after(act.seconds());
    String id = IDS.get(act.alarm());
    boolean hidden = suppressed.contains(id);
    boolean life = id.startsWith("life");
    switch (act.deed()) {
      case ACKNOWLEDGE -> {
        if (!hidden) {
          acknowledged.add(id);
          told.acknowledged(id);
        }
      }
      case CLEAR -> {
        if (!hidden && !acknowledged.contains(id)) {
          told.cleared(id);
        }
      }
      case REPEAT -> {
        if (!hidden) {
          acknowledged.remove(id);
          told.repeated(id);
        }
      }
      case SUPPRESS -> {
        if (!life && !acknowledged.contains(id)) {
          suppressed.add(id);
          told.suppressed(id);
        }
      }
      case UNSUPPRESS -> {
        if (suppressed.remove(id)) {
          told.unsuppressed(id);
        }
      }
      case RESTART -> told.restarted();
    }
  }

  @Property(tries = 300)
  void life_safety_is_said_at_once_and_alone_and_nobody_is_told_of_what_is_acknowledged(
      @ForAll("acts") List<Act> acts) {
    Told told = begun();
    assertThat(told.words())
        .contains("0 chat life-0", "0 chat life-1", "0 mail life-0", "0 mail life-1")
        .doesNotContain("0 chat p1-2");
    Set<String> suppressed = new HashSet<>();
    Set<String> acknowledged = new HashSet<>();
    for (Act act : acts) {
      int before = told.deliveries().size();
      take(told, act, suppressed, acknowledged);
      told.after(1);
      Set<String> quiet = new HashSet<>(suppressed);
      quiet.addAll(acknowledged);
      int since = told.deliveries().size();
      told.after(1);
      assertThat(subjects(told.deliveries().subList(since, told.deliveries().size())))
          .doesNotContainAnyElementsOf(quiet.isEmpty() ? Set.of("none") : quiet);
      assertThat(before).isLessThanOrEqualTo(since);
    }
    for (Delivery delivery : told.deliveries()) {
      boolean life = delivery.notice().alarms().stream().anyMatch(Notice.OfAlarm::lifeSafety);
      assertThat(delivery.notice().subjects()).hasSizeLessThanOrEqualTo(life ? 1 : 2);
    }
    assertThat(told.deliveries().stream().map(Delivery::id)).doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void what_nobody_acknowledges_is_said_again_within_the_repeat_interval(
      @ForAll("acts") List<Act> acts) {
    Told told = begun();
    Set<String> suppressed = new HashSet<>();
    Set<String> acknowledged = new HashSet<>();
    acts.forEach(act -> take(told, act, suppressed, acknowledged));
    told.repeated("life-0");
    int before = told.deliveries().size();
    told.after(NotifySite.REPEAT.toSeconds() + 20);

    assertThat(subjects(told.deliveries().subList(before, told.deliveries().size())))
        .contains("life-0");
  }

  private static List<String> subjects(List<Delivery> deliveries) {
    List<String> subjects = new ArrayList<>();
    deliveries.forEach(
        delivery -> delivery.notice().alarms().forEach(subject -> subjects.add(subject.alarm())));
    return subjects;
  }
}
