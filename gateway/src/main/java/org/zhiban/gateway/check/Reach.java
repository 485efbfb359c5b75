package org.zhiban.gateway.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.NotificationSpec;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.NotificationSpec.Route;
import org.zhiban.model.site.Roster;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.StaffMember;

/** Finds alarms that nobody hears of, and routes that end at nobody. */
final class Reach {
  private static final Set<String> ROBOTS = Set.of("wecom", "dingtalk", "feishu");
  private static final Set<String> GATEWAYS = Set.of("voice_gateway", "sms_gateway");

  private final Site site;
  private final NotificationSpec spec;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> said = new HashSet<>();

  private Reach(Site site) {
    this.site = site;
    this.spec = site.notification();
  }

  static List<Finding> of(Site site) {
    Reach reach = new Reach(site);
    reach.spec.routes().forEach(reach::route);
    reach.critical();
    return List.copyOf(reach.findings);
  }

  private void route(Route route) {
    route.steps().stream()
        .flatMap(step -> step.to().stream())
        .distinct()
        .forEach(name -> people(route, name));
    if (route.priorities().contains(Priority.P1)) {
      robotsAlone(route);
    }
  }

  private void people(Route route, String name) {
    if (name.equals(Delivery.WALL) || spec.channels().containsKey(name)) {
      return;
    }
    Roster roster = site.rosters().get(name);
    if (roster != null) {
      roster(route, roster);
      return;
    }
    List<StaffMember> people =
        site.staff().values().stream()
            .filter(member -> member.role().word().equals(name) || member.id().equals(name))
            .toList();
    if (people.isEmpty()) {
      find(
          route,
          name,
          "通知对象“" + name + "”没有人员；请在 staff 中加上，或改路由",
          "nobody has the role '"
              + name
              + "' that alarms are sent to; give it to a member of staff, or change the route");
    } else if (people.stream().noneMatch(member -> member.phone().isPresent())) {
      find(
          route,
          name,
          "“" + name + "”没有电话号码，只能在值班台上呼叫；请在 staff 中加上 phone",
          "no number is known of '"
              + name
              + "', who is called from the console alone; add 'phone' to the member of staff");
    } else if (!reaches()) {
      find(
          route,
          name,
          "没有语音或短信网关可用，“" + name + "”只能在值班台上呼叫",
          "no voice_gateway or sms_gateway is on, so '"
              + name
              + "' is called from the console alone");
    }
  }

  /** Whether anybody can be called or texted at all. */
  private boolean reaches() {
    return spec.channels().values().stream()
        .anyMatch(channel -> channel.on() && GATEWAYS.contains(channel.type()));
  }

  /** Everybody who takes turns, or stands in, needs a number. */
  private void roster(Route route, Roster roster) {
    Stream.concat(
            roster.members().stream(), roster.instead().stream().map(Roster.Substitution::member))
        .distinct()
        .forEach(member -> people(route, member));
  }

  private void find(Route route, String name, String zh, String en) {
    if (said.add(name)) {
      findings.add(Finding.of(route.position(), zh, en));
    }
  }

  /** Robots take 20 messages a minute, and people mute their groups. */
  private void robotsAlone(Route route) {
    List<String> names = route.steps().stream().flatMap(step -> step.to().stream()).toList();
    boolean robots =
        names.stream()
            .allMatch(
                name ->
                    Optional.ofNullable(spec.channels().get(name))
                        .map(Channel::type)
                        .filter(ROBOTS::contains)
                        .isPresent());
    if (robots) {
      findings.add(
          Finding.of(
              route.position(),
              "P1 只发到群机器人：机器人每分钟限 20 条，群常被静音；请加上 wall、人员或语音网关",
              "P1 goes to chat robots alone, which take 20 messages a minute and are muted; add the"
                  + " wall, people or a voice gateway"));
    }
  }

  private void critical() {
    boolean raised = site.activeRules().stream().anyMatch(rule -> rule.priority() == Priority.P1);
    boolean routed =
        spec.routes().stream().anyMatch(route -> route.priorities().contains(Priority.P1));
    if (raised && !routed) {
      findings.add(
          Finding.of(
              "notify.routes",
              "有 P1 规则，但没有 P1 的通知路由：报警只显示在值班台上",
              "rules raise P1, and no route takes P1: it is shown on the console and sent to"
                  + " nobody"));
    }
  }
}
