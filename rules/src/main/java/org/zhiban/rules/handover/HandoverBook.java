package org.zhiban.rules.handover;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.model.handover.HandoverItem;
import org.zhiban.model.handover.HandoverPage;
import org.zhiban.model.handover.HandoverShift;
import org.zhiban.model.handover.HandoverSignature;
import org.zhiban.model.handover.HandoverSignature.Part;
import org.zhiban.model.handover.Strokes;
import org.zhiban.model.site.Shift;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.rules.followup.Handovers;

/**
 * The handover book: a page for each shift that ends, signed by whoever leaves and then by another
 * person who takes over. What was signed stays.
 */
public final class HandoverBook {
  /** So long before its end a shift is handed over at the earliest. */
  public static final Duration EARLY = Duration.ofHours(2);

  /** So long after its end a page without both signatures stands as not handed over. */
  public static final Duration GRACE = Duration.ofMinutes(30);

  /** So long after its end a page is signed at the latest: what stands then is of other shifts. */
  public static final Duration OPEN = Duration.ofHours(24);

  private final Site site;
  private final Handovers handovers;

  public HandoverBook(Site site) {
    this.site = site;
    this.handovers = new Handovers(site);
  }

  /** How a page stands. */
  public enum State {
    /** The shift does not end yet. */
    AHEAD,
    /** It is to be handed over. */
    OPEN,
    /** Whoever leaves has signed, and it is time for the other one. */
    LEFT,
    /** Its time is over and it is not handed over. */
    MISSING,
    /** Both signed. */
    HANDED_OVER;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The shifts that end within {@code from <= at < to}, earliest first. */
  public List<HandoverShift> shifts(Instant from, Instant to) {
    return handovers.within(from, to).stream().map(this::shift).toList();
  }

  /** The shift of a page; empty: the site has none of that name. */
  public Optional<HandoverShift> shift(HandoverShift.Key key) {
    return handovers.moment(key.day(), key.shift()).map(this::shift);
  }

  private HandoverShift shift(Handovers.Moment end) {
    Shift shift = site.shifts().get(end.shift());
    LocalDate began =
        shift != null && shift.from().isBefore(shift.to()) ? end.day() : end.day().minusDays(1);
    Instant from =
        shift == null
            ? end.at().atZone(site.zone()).minusDays(1).toInstant()
            : began.atTime(shift.from()).atZone(site.zone()).toInstant();
    return new HandoverShift(end.day(), end.shift(), from, end.at());
  }

  /** Whose shift it is; empty: the site does not say. */
  public List<String> whose(HandoverShift shift) {
    return site.staff().values().stream()
        .filter(member -> member.shift().filter(shift.shift()::equals).isPresent())
        .map(StaffMember::id)
        .toList();
  }

  public static State state(HandoverPage page, Instant now) {
    if (page.whole()) {
      return State.HANDED_OVER;
    }
    if (!now.isBefore(page.shift().at().plus(GRACE))) {
      return State.MISSING;
    }
    if (page.left().isPresent()) {
      return State.LEFT;
    }
    return now.isBefore(page.shift().at().minus(EARLY)) ? State.AHEAD : State.OPEN;
  }

  /** The part that is to be signed next, where it is time for it. */
  public static Optional<Part> next(HandoverPage page, Instant now) {
    return page.whole() || untimely(page.shift(), now).isPresent()
        ? Optional.empty()
        : Optional.of(page.left().isEmpty() ? Part.LEFT : Part.TAKEN);
  }

  private static Optional<HandoverRefusal> untimely(HandoverShift shift, Instant now) {
    Instant first = shift.at().minus(EARLY);
    Instant last = shift.at().plus(OPEN);
    if (now.isBefore(first)) {
      return Optional.of(new HandoverRefusal.TooEarly(first));
    }
    return now.isBefore(last) ? Optional.empty() : Optional.of(new HandoverRefusal.TooLate(last));
  }

  /**
   * Signs a page.
   *
   * @param person who proved who he is
   * @param stood what stands at this moment
   */
  public static Signed sign(
      HandoverPage page,
      Part part,
      String person,
      String remarks,
      Optional<String> strokes,
      List<HandoverItem> stood,
      Instant now) {
    Optional<HandoverSignature> before = page.of(part);
    if (before.isPresent()) {
      return new Signed.Refused(new HandoverRefusal.SignedBefore(before.get().person()));
    }
    Optional<HandoverRefusal> untimely = untimely(page.shift(), now);
    if (untimely.isPresent()) {
      return new Signed.Refused(untimely.get());
    }
    if (part == Part.TAKEN && page.left().isEmpty()) {
      return new Signed.Refused(new HandoverRefusal.NotLeft());
    }
    if (page.left().filter(one -> one.person().equals(person)).isPresent()) {
      return new Signed.Refused(new HandoverRefusal.SamePerson(person));
    }
    if (strokes.filter(it -> !Strokes.valid(it)).isPresent()) {
      return new Signed.Refused(new HandoverRefusal.NoStrokes());
    }
    HandoverSignature signature =
        new HandoverSignature(part, person, now, remarks.strip(), stood, strokes);
    return new Signed.Done(page.with(signature), signature);
  }
}
