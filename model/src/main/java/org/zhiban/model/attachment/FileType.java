package org.zhiban.model.attachment;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of file that are kept: none that a browser would run. */
public enum FileType {
  JPEG("image/jpeg", "jpg"),
  PNG("image/png", "png"),
  WEBP("image/webp", "webp"),
  HEIC("image/heic", "heic"),
  PDF("application/pdf", "pdf");

  private final String mediaType;
  private final String extension;

  FileType(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** As {@code Content-Type} has it. */
  public String mediaType() {
    return mediaType;
  }

  /** How the names of such files end, without the dot. */
  public String extension() {
    return extension;
  }

  public boolean picture() {
    return this != PDF;
  }

  public static Optional<FileType> of(String mediaType) {
    return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
  }
}
