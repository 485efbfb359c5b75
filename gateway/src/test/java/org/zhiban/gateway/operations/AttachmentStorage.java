package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.zhiban.model.attachment.Attachment;
import org.zhiban.model.attachment.FileType;
import org.zhiban.model.attachment.Signature;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/** The files of orders: what is on record of them. */
interface AttachmentStorage extends StoreUnderTest {
  private static WorkOrder order(String id) {
    return Given.order(
        id, Optional.empty(), List.of(), OrderStatus.IN_PROGRESS, Given.T0, Optional.empty(), 1);
  }

  private static Attachment photo(String digit, WorkOrder order, Instant at) {
    return new Attachment(
        digit.repeat(32),
        order.id(),
        Attachment.Kind.PHOTO,
        "漏水 1.jpg",
        FileType.JPEG,
        312_000,
        digit.repeat(64),
        Optional.empty(),
        OptionalInt.of(2),
        Optional.of("泵房"),
        Optional.of(at.minusSeconds(60)),
        "li-wei",
        at,
        Optional.empty());
  }

  private static Attachment signature(String digit, WorkOrder order, Instant at) {
    return new Attachment(
        digit.repeat(32),
        order.id(),
        Attachment.Kind.SIGNATURE,
        "signature.png",
        FileType.PNG,
        4_000,
        digit.repeat(64),
        Optional.of(new Signature(Signature.Signer.CUSTOMER, "吴先生")),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        "li-wei",
        at,
        Optional.empty());
  }

  @Test
  default void the_files_of_an_order_come_back_as_they_were_after_a_restart() {
    WorkOrder order = order("WX-20261121-001");
    Attachment photo = photo("b", order, Given.T0);
    Attachment signature = signature("a", order, Given.T0.plusSeconds(1));
    write(
        store(),
        tx -> {
          tx.record(order, Given.change(order, "created"));
          tx.attachments().add(photo);
          tx.attachments().add(signature);
        });
    reopened();
    assertThat(listed(q -> q.attachments().of(order.id()))).containsExactly(photo, signature);
    assertThat(listed(q -> q.attachments().kept())).containsExactly(signature, photo);
    assertThat(listed(q -> q.attachments().of("WX-20261121-002"))).isEmpty();
    assertThatThrownBy(() -> write(store(), tx -> tx.attachments().add(photo)))
        .isInstanceOf(ChangeRefusedException.class);
  }

  @Test
  default void what_was_taken_off_stays_on_record_and_its_bytes_are_kept_until_they_are_erased() {
    WorkOrder order = order("WX-20261121-001");
    Attachment photo = photo("b", order, Given.T0);
    Attachment removed = photo.removed("zhao-min", Given.T0.plusSeconds(9));
    write(
        store(),
        tx -> {
          tx.record(order, Given.change(order, "created"));
          tx.attachments().add(photo);
          tx.attachments().remove(removed);
        });
    reopened();
    assertThat(listed(q -> q.attachments().of(order.id()))).isEmpty();
    assertThat(found(q -> q.attachments().one(photo.id()))).contains(removed);
    assertThat(listed(q -> q.attachments().kept())).containsExactly(removed);
    assertThat(listed(q -> q.attachments().removedBefore(Given.T0.plusSeconds(9)))).isEmpty();
    assertThat(listed(q -> q.attachments().removedBefore(Given.T0.plusSeconds(10))))
        .containsExactly(removed);
    write(store(), tx -> tx.attachments().erased(photo.id()));
    assertThat(listed(q -> q.attachments().removedBefore(Given.T0.plusSeconds(10)))).isEmpty();
    assertThat(listed(q -> q.attachments().kept())).isEmpty();
    assertThat(found(q -> q.attachments().one(photo.id()))).contains(removed);
  }

  @Test
  default void a_file_hangs_on_an_order_that_is_there() {
    assertThatThrownBy(
            () ->
                write(
                    store(),
                    tx -> tx.attachments().add(photo("b", order("WX-20261121-009"), Given.T0))))
        .isInstanceOf(ChangeRefusedException.class);
  }
}
