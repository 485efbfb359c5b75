package org.zhiban.gateway.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.clear.TakenOut;
import org.zhiban.gateway.operations.OperationsFigures;

/**
 * What a backup says of itself: its last entry, whose own SHA-256 stands in the comment of the zip.
 *
 * @param format of the backup; a higher one is for a newer version
 * @param program the version that made it
 * @param madeAt when it was begun
 * @param site the site's id; empty where no site files are kept
 * @param operations what the copy of the operations holds
 * @param history what the history holds
 * @param sealing how the keys were sealed; empty: none is in it
 * @param leftOut keys that the folder has and the backup has not
 * @param takenOut secrets that were written out in the site's files and are not in those that are
 *     in clear
 * @param entries all others, in order; a file of the site may be there twice, in clear without its
 *     secrets and then sealed as it is
 */
record Manifest(
    int format,
    String program,
    Instant madeAt,
    String site,
    Operations operations,
    History history,
    Optional<Seal.Terms> sealing,
    List<String> leftOut,
    List<TakenOut> takenOut,
    List<Entry> entries) {
  static final String NAME = "manifest.json";
  static final String COMMENT = "zhiban backup, sha256 of " + NAME + ": ";
  static final int FORMAT = 2;

  /** The format in which no file is there twice, for versions that know no other. */
  static final int ALL_APART = 1;

  Manifest {
    leftOut = List.copyOf(leftOut);
    takenOut = takenOut(takenOut);
    entries = List.copyOf(entries);
  }

  /** Older versions wrote none. */
  private static List<TakenOut> takenOut(@Nullable List<TakenOut> read) {
    return read == null ? List.of() : List.copyOf(read);
  }

  /** Whether a file lies in it in clear, sealed or not beside that. */
  boolean clear(String name) {
    return entries.stream().anyMatch(entry -> !entry.sealed() && entry.name().equals(name));
  }

  /**
   * The operations.
   *
   * @param schema the version of their tables
   * @param rows of each table
   * @param lastAudit the hash of the last entry of the audit
   */
  record Operations(String schema, SortedMap<String, Long> rows, String lastAudit) {
    static Operations of(OperationsFigures figures) {
      return new Operations(figures.schema(), figures.rows(), figures.audit().last());
    }
  }

  /**
   * The history.
   *
   * @param stored so many samples are in its blocks
   * @param head so many were appended ever
   */
  record History(long stored, long head) {}

  /**
   * One entry of the zip.
   *
   * @param sha256 of what lies in the zip, in hexadecimal
   * @param sealed whether that must be opened with the passphrase
   */
  record Entry(String name, long bytes, String sha256, boolean sealed) {
    private static final String SEALED = ".sealed";

    /** Its name in the zip. */
    String zipped() {
      return sealed ? name + SEALED : name;
    }
  }
}
