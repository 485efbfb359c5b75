package org.zhiban.rules.attachment;

import java.util.Map;
import java.util.Optional;
import org.zhiban.model.attachment.FileType;

/**
 * A file as it was sent, and what its sender says of it.
 *
 * @param id that it will have
 * @param type by its bytes; empty: none that is kept
 * @param name as the sender has it; may be a path
 * @param said {@code kind}, {@code note}, {@code taken_at}, {@code line}, {@code signed_as}, {@code
 *     signed_by}; a blank one is not said
 */
public record GivenFile(
    String id,
    Optional<FileType> type,
    long size,
    String sha256,
    String name,
    Map<String, String> said) {
  public GivenFile {
    said = Map.copyOf(said);
  }

  Optional<String> said(String field) {
    return Optional.ofNullable(said.get(field)).map(String::strip).filter(it -> !it.isEmpty());
  }
}
