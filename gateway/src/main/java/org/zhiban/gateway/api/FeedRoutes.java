package org.zhiban.gateway.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.maintenance.VisitCalendar;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.maintenance.CalendarFeed;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.maintenance.Visits;

/** The schedule for calendar programs, and the links by which they fetch it. */
final class FeedRoutes {
  private static final int MOST = 20;
  private static final int DAYS_BACK = 31;
  private static final int DAYS_AHEAD = 400;

  private final Running gateway;
  private final Repeats repeats;

  FeedRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
  }

  /** By a link's token; without one, for whoever is signed in. */
  Answer calendar(Call call) {
    Optional<String> token = call.query("feed");
    Optional<String> person = call.query("person");
    Optional<String> equipment = call.query("equipment");
    if (token.isPresent()) {
      CalendarFeed feed =
          gateway
              .feeds()
              .opened(token.get())
              .orElseThrow(
                  () -> Refusal.notFound("this calendar was revoked or has never been one"));
      person = feed.person();
      equipment = feed.equipment();
    } else {
      call.caller();
    }
    Instant now = gateway.clock().instant();
    String text =
        VisitCalendar.of(
            gateway.site(),
            visits(person, equipment, now),
            name(person, equipment),
            call.query("lang").map(FeedRoutes::language).orElse(gateway.site().language()),
            now);
    return Answer.file("text/calendar; charset=utf-8", "zhiban.ics", Buffer.buffer(text));
  }

  private static Language language(String lang) {
    return lang.startsWith("en") ? Language.EN : Language.ZH;
  }

  private Optional<LocalizedText> name(Optional<String> person, Optional<String> equipment) {
    Site site = gateway.site();
    return equipment
        .map(site.equipment()::get)
        .map(Equipment::name)
        .or(
            () ->
                person
                    .map(site.staff()::get)
                    .map(member -> LocalizedText.same(member.name()))
                    .or(() -> person.map(LocalizedText::same)));
  }

  private List<Occurrence> visits(
      Optional<String> person, Optional<String> equipment, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, gateway.site().zone());
    return gateway
        .store()
        .query(
            q -> {
              Predicate<Occurrence> wanted =
                  visit ->
                      equipment.map(visit.equipment()::equals).orElse(true)
                          && (person.isEmpty()
                              || person.equals(
                                  visit
                                      .workOrder()
                                      .flatMap(q::order)
                                      .map(WorkOrder::assignee)
                                      .orElseGet(() -> planned(visit))));
              return q
                  .schedule()
                  .occurrences(today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD))
                  .stream()
                  .filter(wanted)
                  .toList();
            });
  }

  /** Who would make a visit that has no order yet. */
  private Optional<String> planned(Occurrence visit) {
    PlanSpec plan = gateway.site().plans().get(visit.plan());
    Equipment equipment = gateway.site().equipment().get(visit.equipment());
    return plan == null || equipment == null
        ? Optional.empty()
        : Visits.assignee(gateway.site(), plan, equipment);
  }

  Answer list(Call call) {
    JsonArray items = new JsonArray();
    gateway.store().query(q -> q.calendarFeeds()).stream()
        .filter(feed -> concerns(call, feed))
        .forEach(feed -> items.add(view(feed).put("path", path(feed))));
    return Answer.ok(Paging.whole(items));
  }

  private static boolean concerns(Call call, CalendarFeed feed) {
    return feed.owner().equals(call.caller().user()) || call.caller().holds(Role.MANAGER);
  }

  private String path(CalendarFeed feed) {
    return "/api/v1/maintenance/calendar.ics?feed=" + gateway.feeds().token(feed);
  }

  Answer issue(Call call) {
    Optional<String> person = call.text("person");
    Optional<String> equipment = call.text("equipment");
    if (person.isPresent() && !gateway.feeds().known(person.get())) {
      throw Refusal.badRequest(
          "person: nobody of the staff, and no contractor, is " + person.get());
    }
    if (equipment.isPresent() && !gateway.site().equipment().containsKey(equipment.get())) {
      throw Refusal.badRequest("equipment: the site has no " + equipment.get());
    }
    boolean others = person.isPresent() && !person.get().equals(call.caller().user());
    boolean everything = person.isEmpty() && equipment.isEmpty();
    if ((others || everything) && !call.caller().holds(Role.SUPERVISOR, Role.MANAGER)) {
      throw Refusal.forbidden(
          "the calendar of another person, or of everything, is for supervisors and managers");
    }
    return repeats.once(
        call,
        tx -> {
          String owner = call.caller().user();
          long standing =
              tx.calendarFeeds().stream().filter(feed -> feed.owner().equals(owner)).count();
          if (standing >= MOST) {
            throw Refusal.conflict("you have " + MOST + " calendars; revoke one of them first");
          }
          Instant now = gateway.clock().instant();
          CalendarFeed feed =
              new CalendarFeed(
                  UUID.randomUUID().toString(), owner, person, equipment, now, Optional.empty());
          tx.save(feed);
          audit(tx, call, "calendar_issue", feed, now);
          // Its link is in the list, and not in what is kept of this answer.
          return new Repeats.Done(Answer.created(view(feed)));
        });
  }

  Answer revoke(Call call) {
    return repeats.once(
        call,
        tx -> {
          CalendarFeed feed =
              tx.calendarFeed(call.path("id"))
                  .filter(one -> concerns(call, one))
                  .orElseThrow(() -> Refusal.notFound("there is no such calendar of yours"));
          if (feed.revokedAt().isPresent()) {
            throw Refusal.conflict("this calendar was revoked");
          }
          Instant now = gateway.clock().instant();
          CalendarFeed revoked = feed.revoked(now);
          tx.save(revoked);
          audit(tx, call, "calendar_revoke", revoked, now);
          return new Repeats.Done(Answer.ok(view(revoked)));
        });
  }

  private static void audit(
      OperationsTransaction tx, Call call, String action, CalendarFeed feed, Instant now) {
    tx.audit(
        new AuditEntry.Draft(
            now, call.caller().user(), action, feed.id(), view(feed).encode(), call.origin()));
  }

  private static JsonObject view(CalendarFeed feed) {
    return new JsonObject()
        .put("id", feed.id())
        .put("owner", feed.owner())
        .put("person", feed.person().orElse(null))
        .put("equipment", feed.equipment().orElse(null))
        .put("created_at", Times.text(feed.createdAt()))
        .put("revoked_at", Times.text(feed.revokedAt()));
  }
}
