package org.zhiban.rules.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.attachment.FileType;

/** What a file is by its first bytes, whatever its name and its sender say. */
public final class Magic {
  /** As many of them as are looked at. */
  public static final int LENGTH = 16;

  /**
   * The major brands of still pictures in HEVC (ISO/IEC 23008-12, annex B and clause 10): what
   * phones write. {@code mif1} names no codec; iPhones have written it.
   */
  private static final Set<String> HEIC =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1");

  private Magic() {}

  /**
   * The type of a file that begins so; empty: none that is kept.
   *
   * @param head at least {@link #LENGTH} bytes, where the file has them
   */
  public static Optional<FileType> of(byte[] head) {
    if (begins(head, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(FileType.JPEG);
    }
    if (begins(head, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(FileType.PNG);
    }
    if (begins(head, 0, "RIFF") && begins(head, 8, "WEBP")) {
      return Optional.of(FileType.WEBP);
    }
    if (begins(head, 0, "%PDF-")) {
      return Optional.of(FileType.PDF);
    }
    return begins(head, 4, "ftyp") && HEIC.contains(text(head, 8, 4))
        ? Optional.of(FileType.HEIC)
        : Optional.empty();
  }

  private static boolean begins(byte[] head, int at, String with) {
    return text(head, at, with.length()).equals(with);
  }

  /** Shorter where the file ends before. */
  private static String text(byte[] head, int at, int length) {
    int from = Math.min(at, head.length);
    return new String(
        Arrays.copyOfRange(head, from, Math.min(head.length, from + length)), ISO_8859_1);
  }
}
