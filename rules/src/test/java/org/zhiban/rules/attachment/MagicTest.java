package org.zhiban.rules.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.model.attachment.FileType;

/** A file is what its bytes say. */
final class MagicTest {
  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "JPEG, \u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF",
    "JPEG, \u00ff\u00d8\u00ff\u00e1 Exif",
    "PNG, '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR'",
    "WEBP, RIFF$\u0000\u0000\u0000WEBPVP8 ",
    "PDF, %PDF-1.7",
    "HEIC, '\u0000\u0000\u0000\u0018ftypheic'",
    "HEIC, '\u0000\u0000\u0000\u0018ftypmif1'"
  })
  void what_phones_and_printers_write_is_known(FileType type, String head) {
    assertThat(Magic.of(bytes(head))).contains(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u00ff\u00d8",
        "<svg xmlns=\"http://www.w3.org/2000/svg\">",
        "<?xml version=\"1.0\"?><svg>",
        "<!DOCTYPE html><script>",
        " %PDF-1.7",
        "GIF89a",
        "RIFF$\u0000\u0000\u0000WAVE",
        "\u0000\u0000\u0000\u0018ftypisom",
        "\u0000\u0000\u0000\u0018ftyphe",
        "PK\u0003\u0004"
      })
  void what_a_browser_would_run_or_nobody_knows_is_none(String head) {
    assertThat(Magic.of(bytes(head))).isEmpty();
  }

  @Property
  void markup_is_never_taken_for_a_picture(@ForAll @Size(max = 40) byte[] rest) {
    byte[] head = new byte[rest.length + 1];
    System.arraycopy(rest, 0, head, 1, rest.length);
    head[0] = '<';
    assertThat(Magic.of(head).filter(type -> type != FileType.HEIC)).isEmpty();
  }

  @Property
  void no_bytes_are_too_few_or_too_many(@ForAll @Size(max = 40) byte[] any) {
    Optional<FileType> whole = Magic.of(any);
    assertThat(Magic.of(Arrays.copyOf(any, Math.min(any.length, Magic.LENGTH)))).isEqualTo(whole);
  }
}
