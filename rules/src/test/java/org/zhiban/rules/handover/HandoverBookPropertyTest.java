package org.zhiban.rules.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.handover.HandoverItem;
import org.zhiban.model.handover.HandoverItem.Section;
import org.zhiban.model.handover.HandoverPage;
import org.zhiban.model.handover.HandoverShift;
import org.zhiban.model.handover.HandoverSignature;
import org.zhiban.model.handover.HandoverSignature.Part;
import org.zhiban.rules.handover.HandoverDifference.Change;

/**
 * People sign a page in any order, twice, late, under a clock that is set, while what stands
 * changes: it is signed by two, the one who leaves first, and what was signed stays as it was.
 */
final class HandoverBookPropertyTest {
  private static final Instant END = Instant.parse("2026-11-23T12:00:00Z");
  private static final HandoverShift SHIFT =
      new HandoverShift(LocalDate.of(2026, 11, 23), "day", END.minus(Duration.ofHours(12)), END);

  /** Somebody tries to sign. */
  record Try(Part part, String person, long minutes, List<HandoverItem> stands) {}

  @Provide
  Arbitrary<List<Try>> tries() {
    Arbitrary<Try> one =
        Combinators.combine(
                Arbitraries.of(Part.values()),
                Arbitraries.of("li", "zhao", "he"),
                Arbitraries.longs().between(-180, 1500),
                standing())
            .as(Try::new);
    return one.list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<HandoverItem>> standing() {
    return Combinators.combine(
            Arbitraries.of(Section.values()),
            Arbitraries.of("a", "b", "c"),
            Arbitraries.of("held", "late"))
        .as(HandoverBookPropertyTest::item)
        .list()
        .ofMaxSize(9)
        .uniqueElements(item -> item.section() + item.subject())
        .map(
            items ->
                items.stream()
                    .sorted(java.util.Comparator.comparing(HandoverItem::section))
                    .toList());
  }

  private static HandoverItem item(Section section, String subject, String state) {
    return new HandoverItem(
        section,
        subject,
        LocalizedText.same(subject),
        Optional.empty(),
        Optional.of(state),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  @Property
  void twoSignWhoeverTriesAndWhatWasSignedStays(@ForAll("tries") List<Try> tries) {
    HandoverPage page = HandoverPage.blank(SHIFT);
    Map<Part, HandoverSignature> signed = new HashMap<>();
    for (Try one : tries) {
      Instant now = END.plus(Duration.ofMinutes(one.minutes()));
      boolean offered =
          HandoverBook.next(page, now).filter(one.part()::equals).isPresent()
              && page.left().filter(it -> it.person().equals(one.person())).isEmpty();
      Signed outcome =
          HandoverBook.sign(
              page, one.part(), one.person(), " ok ", Optional.empty(), one.stands(), now);
      assertThat(outcome instanceof Signed.Done).isEqualTo(offered);
      if (outcome instanceof Signed.Done(var next, var signature)) {
        signed.put(one.part(), signature);
        assertThat(signature.stood()).isEqualTo(one.stands());
        assertThat(signature.at()).isEqualTo(now);
        page = next;
      }
      assertThat(page.left()).isEqualTo(Optional.ofNullable(signed.get(Part.LEFT)));
      assertThat(page.taken()).isEqualTo(Optional.ofNullable(signed.get(Part.TAKEN)));
      assertThat(page.taken().isPresent() && page.left().isEmpty()).isFalse();
      if (page.whole()) {
        assertThat(page.taken().orElseThrow().person())
            .isNotEqualTo(page.left().orElseThrow().person());
      }
      for (long minutes : new long[] {-500, -120, 0, 29, 30, 1439, 1440}) {
        HandoverBook.State state = HandoverBook.state(page, END.plus(Duration.ofMinutes(minutes)));
        assertThat(state == HandoverBook.State.HANDED_OVER).isEqualTo(page.whole());
        assertThat(state == HandoverBook.State.MISSING).isEqualTo(!page.whole() && minutes >= 30);
      }
    }
    Statistics.collect(signed.size());
    Statistics.coverage(c -> c.check(2).percentage(p -> p > 5));
  }

  /** Whoever knows what was signed and what changed knows what stands. */
  @Property
  void whatChangedIsExactlyWhatIsBetween(
      @ForAll("standing") List<HandoverItem> before, @ForAll("standing") List<HandoverItem> after) {
    List<Change> changes = HandoverDifference.between(before, after);
    List<HandoverItem> now = new ArrayList<>(before);
    for (Change change : changes) {
      change.before().ifPresent(was -> assertThat(now.remove(was)).isTrue());
      if (change.kind() != HandoverDifference.Kind.GONE) {
        assertThat(now).noneMatch(change.item()::ofSame);
        now.add(change.item());
      }
    }
    assertThat(now).containsExactlyInAnyOrderElementsOf(after);
    assertThat(HandoverDifference.between(after, after)).isEmpty();
  }
}
