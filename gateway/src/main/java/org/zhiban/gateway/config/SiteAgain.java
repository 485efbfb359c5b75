package org.zhiban.gateway.config;

import java.util.function.UnaryOperator;

/** Reads the files of the running site again, as they are now. */
public interface SiteAgain {
  /**
   * Reads them with others laid over them.
   *
   * @param over gives the files to be read in the place of the site's
   */
  Loading load(UnaryOperator<SiteFiles> over);

  /** Reads them as they are. */
  default Loading load() {
    return load(UnaryOperator.identity());
  }
}
