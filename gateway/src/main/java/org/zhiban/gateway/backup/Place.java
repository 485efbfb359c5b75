package org.zhiban.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.gateway.storage.Folders;

/**
 * Where a backup is unpacked, and how that becomes the data folder: at once, or as if at once.
 *
 * @param inside whether the data folder itself cannot be renamed, being a mounted volume: then the
 *     backup is unpacked in it and its parts are moved, in steps that {@link #finish} goes on with
 *     after a crash
 */
record Place(Path data, boolean inside) {
  /** What a folder has in which nothing was ever kept. */
  private static final Set<String> NOTHING = Set.of("zhiban.lock", "zhiban.token", "lost+found");

  private static final String UNPACKING = "restore.unpacking";

  /** All of a checked backup; what was in the folder before is being put aside. */
  private static final String WHOLE = "restore.whole";

  /** The same; what was in the folder before is aside. */
  private static final String MOVING = "restore.moving";

  private static final String ASIDE = "replaced-";

  /** Beside the data folder where it can be renamed, else in it. */
  static Place of(Path data) throws IOException {
    Path above = data.resolveSibling(".").normalize();
    return new Place(
        data,
        Files.isDirectory(data)
            && (!Files.isWritable(above)
                || !Files.getFileStore(data).equals(Files.getFileStore(above))));
  }

  /** Where to unpack. */
  Path scratch() {
    return inside
        ? data.resolve(UNPACKING)
        : data.resolveSibling(data.getFileName() + ".restoring");
  }

  /** Whether something is kept in the folder. */
  boolean occupied() throws IOException {
    return Files.isDirectory(data) ? cutOff(data) || !kept(data).isEmpty() : Files.exists(data);
  }

  /** Whether a restore within the folder was cut off that will be ended. */
  static boolean cutOff(Path data) {
    return Files.exists(data.resolve(WHOLE)) || Files.exists(data.resolve(MOVING));
  }

  private static List<Path> kept(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !apart(entry.getFileName().toString())).toList();
    }
  }

  private static boolean apart(String name) {
    return NOTHING.contains(name)
        || name.startsWith(ASIDE)
        || name.equals(UNPACKING)
        || name.equals(WHOLE)
        || name.equals(MOVING);
  }

  /**
   * Makes what was unpacked the data folder.
   *
   * @param time names where the old one goes
   * @return where the old one is, if something was kept in it
   */
  Optional<Path> take(String time) throws IOException {
    boolean occupied = occupied();
    if (inside) {
      Files.move(scratch(), data.resolve(WHOLE), StandardCopyOption.ATOMIC_MOVE);
      Folders.sync(data);
      Path aside = unused(data.resolve(ASIDE + time));
      finish(data, aside);
      return occupied ? Optional.of(aside) : Optional.empty();
    }
    Optional<Path> aside =
        occupied
            ? Optional.of(unused(data.resolveSibling(data.getFileName() + "." + ASIDE + time)))
            : Optional.empty();
    if (aside.isPresent()) {
      Files.move(data, aside.get(), StandardCopyOption.ATOMIC_MOVE);
    } else if (Files.exists(data)) {
      for (String name : NOTHING) {
        Files.deleteIfExists(data.resolve(name));
      }
      Files.delete(data);
    }
    Files.move(scratch(), data, StandardCopyOption.ATOMIC_MOVE);
    Folders.sync(data.resolveSibling("."));
    return aside;
  }

  /** Ends a restore within a data folder that was cut off; what was not checked yet goes away. */
  static void finish(Path data, String time) throws IOException {
    Folders.delete(data.resolve(UNPACKING));
    finish(data, unused(data.resolve(ASIDE + time)));
  }

  /** That name, or one like it: what was put aside before stays as it is. */
  private static Path unused(Path wanted) {
    Path name = wanted;
    for (int next = 2; Files.exists(name); next++) {
      name = wanted.resolveSibling(wanted.getFileName() + "-" + next);
    }
    return name;
  }

  private static void finish(Path data, Path aside) throws IOException {
    if (Files.exists(data.resolve(WHOLE))) {
      moveAll(data, aside);
      Files.move(data.resolve(WHOLE), data.resolve(MOVING), StandardCopyOption.ATOMIC_MOVE);
      Folders.sync(data);
    }
    if (Files.exists(data.resolve(MOVING))) {
      moveAll(data.resolve(MOVING), data);
      Folders.sync(data);
      Folders.delete(data.resolve(MOVING));
    }
  }

  private static void moveAll(Path from, Path to) throws IOException {
    for (Path entry : kept(from)) {
      Folders.make(to);
      Files.move(entry, to.resolve(entry.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
