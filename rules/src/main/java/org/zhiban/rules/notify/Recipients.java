package org.zhiban.rules.notify;

import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.Roster;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.StaffMember;

/**
 * Who is meant by the names in a step. A channel is itself. People are called and texted for P1,
 * texted for anything less (called, where the site cannot text), on the numbers that the site has
 * of them; of a role those whose shift it is, all of them where nobody on shift has a number. Of a
 * roster it is the one who is on duty. Whoever cannot be reached so is called from the wall.
 */
public final class Recipients {
  private static final String VOICE = "voice_gateway";
  private static final String TEXT = "sms_gateway";

  private final Site site;

  public Recipients(Site site) {
    this.site = site;
  }

  /** One channel, and on it the whole of its hearers or one of them. */
  public record Addressee(String channel, Optional<String> recipient) {}

  /** Each once, in the order of the step. */
  public List<Addressee> of(List<String> names, Priority priority, Instant now) {
    Set<Addressee> found = new LinkedHashSet<>();
    for (String name : names) {
      found.addAll(of(name, priority, now));
    }
    return List.copyOf(found);
  }

  private List<Addressee> of(String name, Priority priority, Instant now) {
    if (name.equals(Delivery.WALL)) {
      return List.of(new Addressee(Delivery.WALL, Optional.empty()));
    }
    Channel channel = site.notification().channels().get(name);
    if (channel != null) {
      return channel(channel);
    }
    Roster roster = site.rosters().get(name);
    if (roster != null) {
      return of(OnCall.at(roster, site.zone(), now).member(), priority, now);
    }
    List<Addressee> people =
        onDuty(people(name), now).stream().flatMap(person -> called(person, priority)).toList();
    return people.isEmpty() ? List.of(new Addressee(Delivery.WALL, Optional.of(name))) : people;
  }

  /** A channel with numbers of its own takes a message for each; one that is off takes none. */
  private static List<Addressee> channel(Channel channel) {
    if (!channel.on()) {
      return List.of();
    }
    boolean calls = channel.type().equals(VOICE) || channel.type().equals(TEXT);
    return calls && !channel.to().isEmpty()
        ? IntStream.rangeClosed(1, channel.to().size())
            .mapToObj(number -> new Addressee(channel.id(), Optional.of("#" + number)))
            .toList()
        : List.of(new Addressee(channel.id(), Optional.empty()));
  }

  /** The people of a role, or the one whose id it is. */
  private List<StaffMember> people(String name) {
    return site.staff().values().stream()
        .filter(member -> member.role().word().equals(name) || member.id().equals(name))
        .toList();
  }

  private List<StaffMember> onDuty(List<StaffMember> people, Instant now) {
    List<StaffMember> reachable = people.stream().filter(m -> m.phone().isPresent()).toList();
    LocalTime time = LocalTime.ofInstant(now, site.zone());
    List<StaffMember> present = reachable.stream().filter(m -> works(m, time)).toList();
    return present.isEmpty() ? reachable : present;
  }

  private boolean works(StaffMember member, LocalTime time) {
    return member
        .shift()
        .map(id -> site.shifts().get(id))
        .map(shift -> shift.covers(time))
        .orElse(true);
  }

  private Stream<Addressee> called(StaffMember person, Priority priority) {
    List<Channel> texts = gateways(TEXT);
    boolean call = priority == Priority.P1 || texts.isEmpty();
    return Stream.concat(texts.stream(), call ? gateways(VOICE).stream() : Stream.empty())
        .map(gateway -> new Addressee(gateway.id(), Optional.of(person.id())));
  }

  private List<Channel> gateways(String type) {
    return site.notification().channels().values().stream()
        .filter(channel -> channel.on() && channel.type().equals(type))
        .toList();
  }
}
