package org.zhiban.gateway.config;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the files of the running site again, as they are now. */
public interface SiteAgain {
  /**
   * Reads them with others laid over them.
   *
   * @param over gives the files to be read in the place of the site's
   */
  Loading load(UnaryOperator<SiteFiles> over);

  /** The files that {@link #load()} reads; empty where it reads none. */
  default Optional<SiteFiles> files() {
    AtomicReference<@Nullable SiteFiles> read = new AtomicReference<>();
    // A site without files is refused at once: nothing is loaded for this.
    load(
        files -> {
          read.set(files);
          return SiteFiles.of(Map.of());
        });
    return Optional.ofNullable(read.get());
  }

  /** Reads them as they are. */
  default Loading load() {
    return load(UnaryOperator.identity());
  }
}
