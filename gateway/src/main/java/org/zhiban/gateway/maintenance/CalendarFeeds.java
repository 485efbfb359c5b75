package org.zhiban.gateway.maintenance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.security.Accounts;
import org.zhiban.gateway.security.SiteKey;
import org.zhiban.model.maintenance.CalendarFeed;
import org.zhiban.model.site.Site;

/** Links of calendars: what opens one, and which it opens. */
public final class CalendarFeeds {
  private final Site site;
  private final OperationsStore store;
  private final SiteKey key;

  public CalendarFeeds(Site site, OperationsStore store, SiteKey key) {
    this.site = site;
    this.store = store;
    this.key = key;
  }

  /** Whether somebody of the staff, or a contractor, has this id. */
  public boolean known(String person) {
    return site.staff().containsKey(person) || site.contractors().containsKey(person);
  }

  private boolean stays(String owner) {
    return owner.equals(Accounts.ADMINISTRATOR) || site.staff().containsKey(owner);
  }

  /** What the link of a feed ends with: whoever has it reads the feed. */
  public String token(CalendarFeed feed) {
    return feed.id() + "." + key.token("calendar feed " + feed.id());
  }

  /**
   * The feed that a token opens; empty where there is none, where it was revoked, and where it is a
   * person's, or was made by one, who is not of the staff any more.
   */
  public Optional<CalendarFeed> opened(String token) {
    int dot = token.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String id = token.substring(0, dot);
    return store
        .query(q -> q.calendarFeed(id))
        .filter(feed -> feed.revokedAt().isEmpty())
        .filter(feed -> feed.person().map(this::known).orElse(true))
        .filter(feed -> stays(feed.owner()))
        .filter(
            feed ->
                MessageDigest.isEqual(
                    token(feed).getBytes(StandardCharsets.UTF_8),
                    token.getBytes(StandardCharsets.UTF_8)));
  }
}
