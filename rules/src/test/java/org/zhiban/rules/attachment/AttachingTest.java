package org.zhiban.rules.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.attachment.Attachment;
import org.zhiban.model.attachment.FileType;
import org.zhiban.model.attachment.Signature;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Actor;

/** Photographs of what was found [E18], the signatures of both sides [R5] [R7], and papers. */
final class AttachingTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Actor LI = new Actor("li", Set.of(Role.TECHNICIAN));
  private static final Actor CHEN = new Actor("chen", Set.of(Role.TECHNICIAN));
  private static final Actor SUN = new Actor("sun", Set.of(Role.DESK));
  private static final Actor ZHAO = new Actor("zhao", Set.of(Role.SUPERVISOR));
  private static final Actor FU = new Actor("fu", Set.of(Role.APPROVER));

  private static WorkOrder order(OrderStatus status) {
    return new OrderBuilder("WX-20261120-001", OrderSource.REPORT, T)
        .status(status)
        .assignee(Optional.of("li"))
        .doers(List.of("li"))
        .checklist(List.of(line("one"), line("two")))
        .build();
  }

  private static WorkOrder.ChecklistEntry line(String text) {
    return WorkOrder.ChecklistEntry.open(LocalizedText.same(text), Optional.empty(), true);
  }

  private static GivenFile file(FileType type, String... said) {
    return file("1", type, said);
  }

  private static GivenFile file(String digit, FileType type, String... said) {
    Map<String, String> fields = new HashMap<>();
    for (int at = 0; at < said.length; at += 2) {
      fields.put(said[at], said[at + 1]);
    }
    return new GivenFile(
        digit.repeat(32), Optional.of(type), 9, digit.repeat(64), "IMG 1.jpg", fields);
  }

  private static AttachmentOutcome add(Actor actor, GivenFile file) {
    return Attaching.add(order(OrderStatus.IN_PROGRESS), actor, file, List.of(), T);
  }

  private static Attachment added(AttachmentOutcome outcome) {
    assertThat(outcome).isInstanceOf(AttachmentOutcome.Done.class);
    return ((AttachmentOutcome.Done) outcome).attachment();
  }

  private static AttachmentRefusal refused(AttachmentOutcome outcome) {
    assertThat(outcome).isInstanceOf(AttachmentOutcome.Refused.class);
    return ((AttachmentOutcome.Refused) outcome).reason();
  }

  @Test
  void a_photograph_of_a_line_is_one_line_of_the_history_and_one_version() {
    GivenFile sent =
        file(FileType.JPEG, "line", "2", "note", "漏水", "taken_at", "2026-11-20T01:59:00Z");
    AttachmentOutcome outcome = add(LI, sent);
    Attachment photo = added(outcome);
    assertThat(photo.kind()).isEqualTo(Attachment.Kind.PHOTO);
    assertThat(photo.line()).hasValue(2);
    assertThat(photo.takenAt()).contains(T.minusSeconds(60));
    var step = ((AttachmentOutcome.Done) outcome).step();
    assertThat(step.order().version()).isEqualTo(order(OrderStatus.IN_PROGRESS).version() + 1);
    assertThat(step.order().status()).isEqualTo(OrderStatus.IN_PROGRESS);
    assertThat(step.change().action()).isEqualTo("add_attachment");
    assertThat(step.change().note()).hasValueSatisfying(n -> assertThat(n).contains("漏水"));
  }

  @Test
  void a_phone_whose_clock_is_ahead_has_no_time_and_is_not_refused() {
    assertThat(added(add(LI, file(FileType.JPEG, "taken_at", "2026-11-20T02:00:01Z"))).takenAt())
        .isEmpty();
  }

  @Test
  void a_signature_says_who_signed_and_the_history_does_not() {
    AttachmentOutcome outcome =
        add(
            LI,
            file(FileType.PNG, "kind", "signature", "signed_as", "customer", "signed_by", "吴先生"));
    assertThat(added(outcome).signature())
        .contains(new Signature(Signature.Signer.CUSTOMER, "吴先生"));
    assertThat(((AttachmentOutcome.Done) outcome).step().change().note().orElseThrow())
        .contains("signed_as: customer")
        .doesNotContain("吴先生");
  }

  @ParameterizedTest
  @CsvSource({
    "kind, selfie",
    "line, 3",
    "line, 0",
    "line, two",
    "taken_at, yesterday",
    "signed_as, customer",
    "signed_by, Wu"
  })
  void a_field_that_means_nothing_is_named(String field, String value) {
    assertThat(refused(add(LI, file(FileType.JPEG, field, value))).words().en()).contains(": ");
  }

  @Test
  void a_signature_wants_its_person() {
    assertThat(refused(add(LI, file(FileType.PNG, "kind", "signature", "signed_by", "Wu"))))
        .isInstanceOfSatisfying(
            AttachmentRefusal.WrongField.class,
            wrong -> assertThat(wrong.field()).isEqualTo("signed_as"));
    assertThat(refused(add(LI, file(FileType.PNG, "kind", "signature", "signed_as", "customer"))))
        .isInstanceOfSatisfying(
            AttachmentRefusal.WrongField.class,
            wrong -> assertThat(wrong.field()).isEqualTo("signed_by"));
  }

  @Test
  void a_pdf_is_a_document_and_never_a_photograph() {
    Attachment paper = added(add(LI, file(FileType.PDF)));
    assertThat(paper.kind()).isEqualTo(Attachment.Kind.DOCUMENT);
    assertThat(paper.name()).isEqualTo("IMG 1.pdf");
    assertThat(refused(add(LI, file(FileType.PDF, "kind", "photo"))))
        .isInstanceOf(AttachmentRefusal.NoPicture.class);
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd, passwd.jpg",
    "'C:\\\\fakepath\\\\漏水 1.HEIC', 漏水 1.jpg",
    "'a\"b\r\nX: y.jpg', abX y.jpg",
    "'', file.jpg",
    ".htaccess, file.jpg",
    "a.svg.jpg, a.svg.jpg"
  })
  void a_name_is_a_name(String sent, String kept) {
    GivenFile file =
        new GivenFile(
            "1".repeat(32), Optional.of(FileType.JPEG), 9, "1".repeat(64), sent, Map.of());
    assertThat(added(add(LI, file)).name()).isEqualTo(kept);
  }

  @Test
  void empty_large_and_unknown_files_are_refused() {
    for (Map.Entry<Long, Class<?>> one :
        Map.<Long, Class<?>>of(
                0L,
                AttachmentRefusal.Nothing.class,
                Attaching.LARGEST + 1,
                AttachmentRefusal.TooLarge.class)
            .entrySet()) {
      GivenFile sent =
          new GivenFile(
              "1".repeat(32),
              Optional.of(FileType.JPEG),
              one.getKey(),
              "1".repeat(64),
              "a",
              Map.of());
      assertThat(refused(add(LI, sent))).isInstanceOf(one.getValue());
    }
    assertThat(
            refused(
                add(
                    LI,
                    new GivenFile(
                        "1".repeat(32), Optional.empty(), 9, "1".repeat(64), "a", Map.of()))))
        .isInstanceOf(AttachmentRefusal.UnknownType.class);
  }

  @Test
  void the_same_picture_hangs_there_once_and_another_line_is_another() {
    Attachment first = added(add(LI, file("1", FileType.JPEG, "line", "1")));
    WorkOrder order = order(OrderStatus.IN_PROGRESS);
    GivenFile again =
        new GivenFile(
            "2".repeat(32),
            Optional.of(FileType.JPEG),
            9,
            "1".repeat(64),
            "other.jpg",
            Map.of("line", "1"));
    assertThat(Attaching.add(order, ZHAO, again, List.of(first), T))
        .isEqualTo(new AttachmentOutcome.There(first));
    assertThat(Attaching.add(order, LI, file("1", FileType.JPEG, "line", "2"), List.of(first), T))
        .isInstanceOf(AttachmentOutcome.Done.class);
  }

  @Test
  void an_order_has_so_many_and_not_one_more() {
    List<Attachment> present = new ArrayList<>();
    for (int at = 0; at < Attaching.MOST; at++) {
      String id = String.format("%032x", at);
      present.add(
          added(add(LI, new GivenFile(id, Optional.of(FileType.JPEG), 1, id + id, "a", Map.of()))));
    }
    WorkOrder order = order(OrderStatus.IN_PROGRESS);
    GivenFile more = file("f", FileType.JPEG);
    assertThat(refused(Attaching.add(order, LI, more, present, T)))
        .isInstanceOf(AttachmentRefusal.TooMany.class);
    assertThat(Attaching.add(order, LI, more, present.subList(1, Attaching.MOST), T))
        .isInstanceOf(AttachmentOutcome.Done.class);
  }

  @Test
  void who_may_act_on_an_order_may_add_to_it() {
    assertThat(refused(add(CHEN, file(FileType.JPEG))))
        .isEqualTo(new AttachmentRefusal.NotTheAssignee("li"));
    assertThat(refused(add(FU, file(FileType.JPEG))))
        .isInstanceOf(AttachmentRefusal.WrongRole.class);
    for (Actor actor : List.of(LI, SUN, ZHAO)) {
      assertThat(add(actor, file(FileType.JPEG))).isInstanceOf(AttachmentOutcome.Done.class);
    }
  }

  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void what_ended_takes_nothing_more_but_the_slip_that_came_back_later(OrderStatus status) {
    WorkOrder order = order(status);
    assertThat(Attaching.adds(order, LI)).isEqualTo(status.open());
    assertThat(Attaching.adds(order, ZHAO))
        .isEqualTo(status.open() || status == OrderStatus.CLOSED);
  }

  @Test
  void it_is_taken_off_by_who_added_it_while_the_order_is_open_or_by_a_supervisor() {
    Attachment photo = added(add(LI, file(FileType.JPEG)));
    WorkOrder open = order(OrderStatus.VERIFY);
    assertThat(Attaching.removes(open, LI, photo)).isTrue();
    assertThat(Attaching.removes(open, SUN, photo)).isFalse();
    assertThat(Attaching.removes(order(OrderStatus.CLOSED), LI, photo)).isFalse();
    assertThat(Attaching.removes(order(OrderStatus.CLOSED), ZHAO, photo)).isTrue();
    assertThat(refused(Attaching.remove(open, SUN, photo, Optional.empty(), T)))
        .isEqualTo(new AttachmentRefusal.NotYours("li"));
    AttachmentOutcome gone =
        Attaching.remove(open, ZHAO, photo, Optional.of("wrong door"), T.plusSeconds(9));
    assertThat(added(gone).removed()).contains(new Attachment.Removal("zhao", T.plusSeconds(9)));
    assertThat(((AttachmentOutcome.Done) gone).step().change().note().orElseThrow())
        .contains("IMG 1.jpg", "reason: wrong door");
  }
}
