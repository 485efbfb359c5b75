package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Times;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.NotificationSpec;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.NotificationSpec.Route;
import org.zhiban.model.site.NotificationSpec.Step;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.staff.Role;

/** Who hears of what, how. */
final class Notifications {
  /** Names of recipients that no channel can have. */
  static final List<String> WORDS =
      Stream.concat(Stream.of(Delivery.WALL), Arrays.stream(Role.values()).map(Role::word))
          .toList();

  private static final Key<Duration> AT =
      required("at", Durations.duration(), "after so long without acknowledgement");
  private static final Key<List<String>> STEP_TO =
      required("to", ListShape.some(recipient()), "channels, roles, rosters, staff, or wall");
  private static final MappingShape<Step> STEP =
      MappingShape.of(
          "a step",
          List.of(AT, STEP_TO),
          (values, _) -> new Step(values.get(AT), values.get(STEP_TO)));

  private static final Key<List<Priority>> PRIORITIES =
      required("priority", ListShape.some(Priorities.PRIORITY), "alarms of these priorities");
  private static final Key<List<String>> AREAS =
      defaulted(
          "areas",
          ListShape.some(Refs.to(Kind.AREA, List.of(People.ALL))),
          List.of(),
          "only from these areas");
  private static final Key<PlanSpec.Window> HOURS =
      optional("hours", Times.hours(), "only at these hours");
  private static final Key<Boolean> UNTIL =
      defaulted(
          "until",
          Words.of("an end", Map.of("acknowledged", true)),
          false,
          "the last step is repeated until the alarm is acknowledged or gone");
  private static final Key<List<Step>> STEPS =
      optional("steps", ListShape.some(STEP), "steps in time, or");
  private static final Key<List<String>> TO =
      optional(
          "to", ListShape.some(recipient()), "at once to channels, roles, rosters, staff, or wall");
  private static final Key<Duration> GROUP =
      optional("group", Durations.positive(), "alarms within this time in one message");

  private static final MappingShape<Route> ROUTE =
      MappingShape.<Route>of(
              "a route",
              List.of(PRIORITIES, AREAS, HOURS, UNTIL, STEPS, TO, GROUP),
              (values, _) -> route(values))
          .check(Checks.oneOf(STEPS, TO))
          .check(Checks.needs(UNTIL, STEPS))
          .check(Notifications::checkSteps);

  private static final Key<Map<String, Channel>> CHANNELS =
      defaulted("channels", Channels.SHAPE, Map.of(), "the ways out of the building");
  private static final Key<List<Route>> ROUTES =
      defaulted("routes", ListShape.of(ROUTE), List.of(), "which alarms go where");

  private static final Key<String> PUBLIC_URL =
      optional(
          "public_url",
          Texts.matching(
              "a web address",
              "write it like https://zhiban.example.com",
              text -> text.matches("https?://[^\\s/]+\\S*")),
          "under which people open the console; messages link to it");
  private static final Key<Duration> REPEAT =
      defaulted(
          "repeat",
          Durations.positive(),
          NotificationSpec.REPEAT,
          "after so long the last step of 'until: acknowledged' is said again");
  private static final Key<Duration> HOLD =
      defaulted(
          "hold_after_start",
          Durations.duration(),
          NotificationSpec.HOLD_AFTER_START,
          "so long after a start nothing but life safety is said: causes may inhibit it");
  private static final Key<Duration> GIVE_UP =
      defaulted(
          "give_up",
          Durations.positive(),
          NotificationSpec.GIVE_UP,
          "how long a message that fails is tried");

  static final MappingShape<NotificationSpec> SHAPE =
      MappingShape.of(
          "the notification",
          List.of(CHANNELS, ROUTES, PUBLIC_URL, REPEAT, HOLD, GIVE_UP),
          (values, _) ->
              new NotificationSpec(
                  values.get(CHANNELS),
                  values.get(ROUTES),
                  values.find(PUBLIC_URL),
                  values.get(REPEAT),
                  values.get(HOLD),
                  values.get(GIVE_UP)));

  private Notifications() {}

  private static Leaf<String> recipient() {
    return recipient(WORDS);
  }

  /** Somebody, by name or by one of the words. */
  static Leaf<String> recipient(List<String> words) {
    return Refs.toAny(List.of(Kind.CHANNEL, Kind.STAFF, Kind.ROSTER), words);
  }

  private static void checkSteps(Values values, Reading reading) {
    Duration before = Duration.ofMillis(-1);
    for (Step step : values.find(STEPS).orElse(List.of())) {
      if (step.at().compareTo(before) <= 0) {
        reading.error(
            values.node(STEPS), "the steps do not follow one another in time", "sort them by 'at'");
        return;
      }
      before = step.at();
    }
  }

  private static Route route(Values values) {
    Optional<PlanSpec.Window> hours =
        values.find(HOURS).filter(window -> !window.from().equals(window.to()));
    Optional<LocalTime> from = hours.map(PlanSpec.Window::from);
    Optional<LocalTime> to = hours.map(PlanSpec.Window::to);
    List<Step> steps =
        values
            .find(STEPS)
            .orElseGet(() -> List.of(new Step(Duration.ZERO, values.find(TO).orElse(List.of()))));
    return new Route(
        values.mapping().position(),
        Set.copyOf(values.get(PRIORITIES)),
        values.get(AREAS),
        from,
        to,
        values.get(UNTIL),
        steps,
        values.find(GROUP));
  }
}
