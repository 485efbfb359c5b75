package org.zhiban.model.attachment;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A file that hangs on a work order.
 *
 * @param id names its bytes, too
 * @param name of the file, for people
 * @param size in bytes
 * @param sha256 of the bytes, in 64 small hexadecimal digits
 * @param signature whose; of signatures alone
 * @param line of the checklist that it shows, from 1
 * @param takenAt by the clock of what took it
 * @param removed who took it off; the record of it stays
 */
public record Attachment(
    String id,
    String workOrder,
    Kind kind,
    String name,
    FileType type,
    long size,
    String sha256,
    Optional<Signature> signature,
    OptionalInt line,
    Optional<String> note,
    Optional<Instant> takenAt,
    String addedBy,
    Instant addedAt,
    Optional<Removal> removed) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public Attachment {
    Objects.requireNonNull(type, "type");
    if (!ID.matcher(id).matches() || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(id + ", " + sha256);
    }
    if (size < 1 || name.isBlank() || line.orElse(1) < 1) {
      throw new IllegalArgumentException("a file has a name and at least a byte");
    }
    if ((kind == Kind.SIGNATURE) != signature.isPresent()) {
      throw new IllegalArgumentException("a signature is somebody's, and nothing else is");
    }
    if (kind != Kind.DOCUMENT && !type.picture()) {
      throw new IllegalArgumentException("photographs and signatures are pictures");
    }
  }

  /** What it is to people. */
  public enum Kind {
    PHOTO,
    SIGNATURE,
    DOCUMENT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }

  /** Who took it off, and when. */
  public record Removal(String by, Instant at) {}

  /** The same, taken off. */
  public Attachment removed(String by, Instant at) {
    return new Attachment(
        id,
        workOrder,
        kind,
        name,
        type,
        size,
        sha256,
        signature,
        line,
        note,
        takenAt,
        addedBy,
        addedAt,
        Optional.of(new Removal(by, at)));
  }

  /** Whether another one is the same thing, sent once more. */
  public boolean same(Attachment other) {
    return workOrder.equals(other.workOrder)
        && kind == other.kind
        && sha256.equals(other.sha256)
        && signature.equals(other.signature)
        && line.equals(other.line)
        && removed.equals(other.removed);
  }
}
