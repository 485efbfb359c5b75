package org.zhiban.gateway.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhiban.gateway.check.Rehearsal.Miss;
import org.zhiban.gateway.rehearsal.RehearsedOrders;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.RuleTest;
import org.zhiban.model.site.RuleTest.Expected;
import org.zhiban.model.site.Site;
import org.zhiban.rules.alarm.CompiledRules;

/** Whether a moment of a rule test is as expected. Only rules that it names are looked at. */
final class Expectation {
  private final Site site;
  private final RuleTest test;

  Expectation(CompiledRules rules, RuleTest test) {
    site = rules.site();
    this.test = test;
  }

  List<Miss> misses(Expected moment, Collection<Alarm> standing, RehearsedOrders orders) {
    List<String> alarms =
        standing.stream()
            .filter(alarm -> alarm.active() || alarm.latched())
            .map(alarm -> alarm.equipment() + "/" + alarm.rule())
            .distinct()
            .toList();
    List<String> open = orders.open();
    List<Miss> misses = new ArrayList<>();
    judge(moment, "alarm", moment.alarms(), true, alarms, misses);
    judge(moment, "alarm", moment.notAlarms(), false, alarms, misses);
    judge(moment, "order", moment.orders(), true, open, misses);
    judge(moment, "order", moment.notOrders(), false, open, misses);
    moment.priorities().forEach((rule, wanted) -> judge(moment, rule, wanted, standing, misses));
    return misses;
  }

  private void judge(
      Expected moment,
      String rule,
      Priority wanted,
      Collection<Alarm> standing,
      List<Miss> misses) {
    List<Priority> found =
        standing.stream()
            .filter(alarm -> (alarm.equipment() + "/" + alarm.rule()).equals(full(rule)))
            .map(Alarm::priority)
            .distinct()
            .toList();
    if (!found.equals(List.of(wanted))) {
      misses.add(
          new Miss(
              moment.position(),
              "at " + Rehearser.moment(moment.at()) + " " + rule + " as " + wanted.word(),
              found.isEmpty()
                  ? "no alarm of it"
                  : found.stream().map(Priority::word).collect(Collectors.joining(", "))));
    }
  }

  private void judge(
      Expected moment,
      String what,
      List<String> rules,
      boolean wanted,
      List<String> found,
      List<Miss> misses) {
    for (String rule : rules) {
      if (found.contains(full(rule)) != wanted) {
        misses.add(
            new Miss(
                moment.position(),
                "at "
                    + Rehearser.moment(moment.at())
                    + (wanted ? " an " : " no ")
                    + what
                    + " of "
                    + rule,
                described(what, found)));
      }
    }
  }

  private String described(String what, List<String> found) {
    String listed = found.stream().map(this::brief).collect(Collectors.joining(", "));
    return found.isEmpty() ? "no " + what + " at all" : what + "s of " + listed;
  }

  /** The rule that a name means, as {@code equipment/rule}. */
  private String full(String name) {
    if (name.indexOf('/') >= 0) {
      return name;
    }
    boolean own =
        Optional.ofNullable(site.equipment().get(test.equipment()))
            .filter(equipment -> equipment.rules().containsKey(name))
            .isPresent();
    Optional<String> ofSite =
        Optional.ofNullable(site.rules().get(name)).map(rule -> rule.equipment().orElse(""));
    return (own ? test.equipment() : ofSite.orElse("")) + "/" + name;
  }

  private String brief(String full) {
    String own = test.equipment() + "/";
    return full.startsWith(own) ? full.substring(own.length()) : full;
  }
}
