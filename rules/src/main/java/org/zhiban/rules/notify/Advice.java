package org.zhiban.rules.notify;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.rules.notify.Recipients.Addressee;

/**
 * What people are told that is no alarm: a paper that runs out, a round that nobody walked. It goes
 * once to where the site's routes of that priority begin, and to supervisors and managers. A site
 * without routes tells nobody. Nobody is called from the wall for what can wait for the day.
 */
public final class Advice {
  private static final int MOST_LINES = 20;
  private static final List<String> ALWAYS = List.of(Role.SUPERVISOR.word(), Role.MANAGER.word());

  private final Site site;
  private final Recipients recipients;

  public Advice(Site site) {
    this.site = site;
    this.recipients = new Recipients(site);
  }

  /**
   * A message as it was decided.
   *
   * @param topic a word that no other kind of message has, of 30 letters at most
   * @param path where it is seen in the console
   */
  public record Said(
      String topic,
      Priority priority,
      LocalizedText title,
      List<LocalizedText> lines,
      String path) {
    public Said {
      lines = List.copyOf(lines);
    }
  }

  /** The messages that tell it. */
  public List<Delivery> of(Said said, Instant now) {
    List<NamedRoute> routes = NamedRoute.all(site);
    if (routes.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    LocalTime time = LocalTime.ofInstant(now, site.zone());
    routes.stream()
        .filter(route -> route.carries(said.priority(), time))
        .forEach(route -> names.addAll(route.steps().getFirst().to()));
    names.addAll(ALWAYS);
    Notice notice = notice(said);
    return recipients.of(names, said.priority(), now).stream()
        .filter(to -> said.priority() != Priority.P4 || !fromTheWall(to))
        .map(to -> Deliveries.of(to, "advice/" + said.topic(), notice, now))
        .toList();
  }

  private static boolean fromTheWall(Addressee to) {
    return to.channel().equals(Delivery.WALL);
  }

  private Notice notice(Said said) {
    Language language = site.language();
    List<String> lines = new ArrayList<>();
    lines.add(said.title().in(language));
    said.lines().stream().limit(MOST_LINES).forEach(line -> lines.add("· " + line.in(language)));
    int more = said.lines().size() - MOST_LINES;
    if (more > 0) {
      lines.add(new LocalizedText("另有 " + more + " 项", "and " + more + " more").in(language));
    }
    Optional<String> link =
        site.notification().publicUrl().map(url -> url.replaceAll("/+$", "") + said.path());
    link.ifPresent(lines::add);
    return new Notice(
        said.priority(), lines.getFirst(), String.join("\n", lines), link, 1, List.of());
  }
}
