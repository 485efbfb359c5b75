package org.zhiban.gateway.attachments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.attachments.AttachmentFiles.Received;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.attachment.Attachment;
import org.zhiban.model.attachment.FileType;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/** The bytes of photographs [E18] over a store on disk, whatever is cut off in between. */
@Timeout(60)
final class AttachmentDeskTest {
  private static final byte[] PHOTO = "\u00ff\u00d8\u00ff and so on".getBytes(ISO_8859_1);
  private static final WorkOrder ORDER =
      Given.order(
          "WX-20261121-001",
          Optional.empty(),
          List.of(),
          OrderStatus.IN_PROGRESS,
          Given.T0,
          Optional.empty(),
          1);

  @TempDir Path data;
  private OperationsStore store;
  private OperationsDesk operations;
  private AttachmentDesk desk;
  private Instant now = Given.T0;
  private long free = 1L << 40;

  @SuppressWarnings("NullAway.Init") // set before each test
  AttachmentDeskTest() {}

  @BeforeEach
  void open() {
    store = SqliteOperationsStore.open(data);
    operations = new OperationsDesk(store);
    operations.start();
    desk = new AttachmentDesk(new AttachmentFiles(data, _ -> free), store, operations, () -> now);
    desk.begin();
  }

  @AfterEach
  void close() {
    operations.close();
    store.close();
  }

  /** The process ends here, and another one starts. */
  private void killed() {
    close();
    open();
  }

  private Received received() {
    Received received = desk.receive(PHOTO);
    desk.force(received);
    return received;
  }

  private Attachment recorded(Received received) {
    Attachment attachment =
        new Attachment(
            received.id(),
            ORDER.id(),
            Attachment.Kind.PHOTO,
            "a.jpg",
            received.type().orElseThrow(),
            received.size(),
            received.sha256(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            "li-wei",
            now,
            Optional.empty());
    assertThat(
            store.<Boolean>transact(
                tx -> {
                  if (tx.order(ORDER.id()).isEmpty()) {
                    tx.record(ORDER, Given.change(ORDER, "created"));
                  }
                  tx.attachments().add(attachment);
                  return true;
                }))
        .isTrue();
    return attachment;
  }

  private List<String> files() throws IOException {
    Path folder = data.resolve(AttachmentFiles.FOLDER);
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }

  @Test
  void what_has_a_record_has_its_bytes_wherever_the_process_ended() throws IOException {
    Attachment settled = recorded(received());
    desk.settle(new Received(settled.id(), 1, settled.sha256(), Optional.empty()));
    Attachment cutOff = recorded(received());
    for (Attachment each : List.of(settled, cutOff)) {
      assertThat(desk.bytes(each)).hasValue(PHOTO);
    }
    killed();
    for (Attachment each : List.of(settled, cutOff)) {
      assertThat(desk.bytes(each)).hasValue(PHOTO);
    }
    assertThat(files()).hasSize(2).noneMatch(name -> name.startsWith("incoming"));
  }

  @Test
  void what_has_no_record_is_gone_after_its_call_and_after_a_kill() throws IOException {
    desk.settle(received());
    assertThat(files()).isEmpty();
    Received _ = received();
    Files.write(desk.incoming().resolve("2f6c-half-sent"), PHOTO);
    killed();
    assertThat(files()).isEmpty();
  }

  @Test
  void the_bytes_say_what_it_is_and_a_damaged_file_is_none() throws IOException {
    Received received = received();
    assertThat(received.type()).contains(FileType.JPEG);
    assertThat(received.size()).isEqualTo(PHOTO.length);
    Attachment attachment = recorded(received);
    desk.settle(received);
    Path file = data.resolve(AttachmentFiles.name(received.id()));
    assertThat(file).isRegularFile();
    Files.write(file, "\u00ff\u00d8\u00ff and so OFF".getBytes(ISO_8859_1));
    assertThat(desk.bytes(attachment)).isEmpty();
    Files.delete(file);
    assertThat(desk.bytes(attachment)).isEmpty();
  }

  @Test
  void a_full_disk_takes_nothing_in() throws IOException {
    free = AttachmentFiles.RESERVE + PHOTO.length - 1;
    assertThatThrownBy(() -> desk.receive(PHOTO))
        .isInstanceOf(NoRoomException.class)
        .hasMessageContaining("MB free")
        .hasMessageContaining("nothing was kept");
    assertThat(files()).isEmpty();
    free++;
    assertThat(desk.receive(PHOTO).size()).isEqualTo(PHOTO.length);
  }

  @Test
  void the_bytes_of_what_was_taken_off_are_erased_a_day_later_and_once() throws IOException {
    Received received = received();
    Attachment attachment = recorded(received);
    desk.settle(received);
    Attachment removed = attachment.removed("zhao-min", now);
    assertThat(store.<Boolean>transact(tx -> done(() -> tx.attachments().remove(removed))))
        .isTrue();
    now = now.plus(AttachmentDesk.GRACE);
    workedOff();
    assertThat(files()).hasSize(1);
    now = now.plusSeconds(1);
    workedOff();
    assertThat(files()).isEmpty();
    assertThat(store.<List<Attachment>>query(q -> q.attachments().kept())).isEmpty();
    assertThat(store.<Optional<Attachment>>query(q -> q.attachments().one(attachment.id())))
        .contains(removed);
  }

  @Test
  void a_kill_between_erasing_and_its_mark_is_made_up_for() throws IOException {
    Received received = received();
    Attachment removed = recorded(received).removed("zhao-min", now);
    desk.settle(received);
    assertThat(store.<Boolean>transact(tx -> done(() -> tx.attachments().remove(removed))))
        .isTrue();
    Files.delete(data.resolve(AttachmentFiles.name(received.id())));
    now = now.plus(AttachmentDesk.GRACE).plusSeconds(1);
    workedOff();
    assertThat(store.<List<Attachment>>query(q -> q.attachments().kept())).isEmpty();
  }

  private static boolean done(Runnable work) {
    work.run();
    return true;
  }

  private void workedOff() {
    desk.workOff();
    assertThat(operations.ask(_ -> true).join()).isTrue();
  }
}
