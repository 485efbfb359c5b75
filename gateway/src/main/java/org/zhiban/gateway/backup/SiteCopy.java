package org.zhiban.gateway.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.zhiban.gateway.config.SiteAgain;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.clear.ClearedSite;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * The files of the site that runs, as they were when it began to: a copy in the data folder, so
 * that what is kept and what it was judged by stay together. Keys and files that secrets are read
 * from are left out. Where a secret is written out in a file, the copy is without it and the file
 * lies whole among the {@link #SECRETS}.
 */
public final class SiteCopy {
  /** The copy's folder in the data folder. */
  static final String FOLDER = "site";

  /** Beside it, the files that hold a secret, as they are: for backups that are sealed. */
  static final String SECRETS = "site.secrets";

  private static final String OLD = ".old";
  private static final String NEW = ".unfinished";
  private static final Logger log = LoggerFactory.getLogger(SiteCopy.class);
  private static final Pattern SECRET_FILE = Pattern.compile("\\$\\{file:([^}]+)}");

  private SiteCopy() {}

  /** Keeps the files that are loaded now; a gateway also runs where it cannot. */
  public static void keep(Path data, SiteAgain files) {
    Optional<SiteFiles> found = files.files();
    try {
      if (found.isPresent()) {
        keep(data, found.get());
      }
    } catch (IOException | RuntimeException e) {
      log.warn(
          "The site's files are not kept in {}, and backups will be without them: {}",
          data,
          e.toString());
    }
  }

  /** Keeps the files; a copy that is the same, or is itself the site, stays as it is. */
  static synchronized void keep(Path data, SiteFiles files) throws IOException {
    Path copy = data.resolve(FOLDER);
    if (DataFolders.real(files.path("")).equals(DataFolders.real(copy))) {
      return;
    }
    List<String> names = files.names();
    DataFolders apart = new DataFolders(files, names, data);
    ClearedSite parted =
        ClearedSite.of(
            withoutKeys(files, names.stream().filter(name -> !apart.hold(name)).toList()));
    keep(data, SECRETS, parted.whole());
    keep(data, FOLDER, parted.clear());
  }

  private static void keep(Path data, String name, Map<String, byte[]> wanted) throws IOException {
    Path copy = data.resolve(name);
    finish(data, name);
    if (same(copy, wanted)) {
      return;
    }
    Path unfinished = data.resolve(name + NEW);
    Folders.delete(unfinished);
    write(wanted, unfinished);
    if (Files.exists(copy)) {
      Files.move(copy, data.resolve(name + OLD), StandardCopyOption.ATOMIC_MOVE);
    }
    if (!wanted.isEmpty()) {
      Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    }
    Folders.delete(data.resolve(name + OLD));
  }

  private static void write(Map<String, byte[]> files, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Folders.makeAbove(target);
      Files.write(Folders.makeFile(target), file.getValue());
    }
  }

  /**
   * Copies what is kept of the site in a data folder, of one moment, into another folder, with the
   * secrets that are written out in it, as far as they are known. Where a gateway runs on the copy
   * itself, keys may lie in it, which are left out.
   */
  static synchronized void copy(Path data, Path to) throws IOException {
    finish(data, SECRETS);
    finish(data, FOLDER);
    if (!Files.isDirectory(data.resolve(FOLDER))) {
      return;
    }
    SiteFiles files = SiteFiles.in(data.resolve(FOLDER));
    write(whole(data, withoutKeys(files, files.names())), to.resolve(FOLDER));
  }

  /**
   * The copy with what lies beside it whole. The two fit unless a crash came between them, or the
   * copy was changed since, being the site that runs.
   */
  private static Map<String, byte[]> whole(Path data, Map<String, byte[]> copy) throws IOException {
    Path secrets = data.resolve(SECRETS);
    if (!Files.isDirectory(secrets)) {
      return copy;
    }
    Map<String, byte[]> together = new TreeMap<>(copy);
    for (Path file : filesIn(secrets)) {
      together.put(nameIn(secrets, file), Files.readAllBytes(file));
    }
    Map<String, byte[]> clear = ClearedSite.of(together).clear();
    boolean fits =
        clear.keySet().equals(copy.keySet())
            && clear.entrySet().stream()
                .allMatch(file -> Arrays.equals(file.getValue(), copy.get(file.getKey())));
    return fits ? together : copy;
  }

  /** Ends what a crash cut off: the old copy stays where there is no new one. */
  private static void finish(Path data, String name) throws IOException {
    Path old = data.resolve(name + OLD);
    if (!Files.exists(data.resolve(name)) && Files.exists(old)) {
      Files.move(old, data.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
    Folders.delete(old);
  }

  private static Map<String, byte[]> withoutKeys(SiteFiles files, List<String> names) {
    Map<String, byte[]> all = new TreeMap<>();
    Set<Path> secrets = new HashSet<>();
    for (String name : names) {
      byte[] content = contentOf(files, name).orElse(null);
      if (content == null) {
        continue;
      }
      if (content.length > SiteFiles.MAX_BYTES) {
        log.warn("{} of the site is too large to be kept in the data folder, and in backups", name);
        continue;
      }
      all.put(name, content);
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        Matcher named = SECRET_FILE.matcher(new String(content, StandardCharsets.UTF_8));
        while (named.find()) {
          secrets.add(DataFolders.real(files.path(named.group(1))));
        }
      }
    }
    all.entrySet()
        .removeIf(
            file ->
                secrets.contains(DataFolders.real(files.path(file.getKey())))
                    || Secrecy.keeps(file.getKey(), file.getValue()));
    return all;
  }

  /** A folder in a folder, or what cannot be read, is no part of a site that loaded. */
  private static Optional<byte[]> contentOf(SiteFiles files, String name) {
    try {
      return Optional.of(files.content(name));
    } catch (IOException e) {
      log.debug("{} of the site is not kept in the data folder: {}", name, e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean same(Path copy, Map<String, byte[]> wanted) throws IOException {
    if (!Files.isDirectory(copy)) {
      return wanted.isEmpty();
    }
    List<Path> there = filesIn(copy);
    if (there.size() != wanted.size()) {
      return false;
    }
    for (Path file : there) {
      byte[] content = wanted.get(nameIn(copy, file));
      if (content == null || !Arrays.equals(content, Files.readAllBytes(file))) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String nameIn(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /**
   * Copies the files that lie in a data folder to another one, whole or not at all.
   *
   * @param to is not there, or is empty
   * @throws StoreUnavailableException where it cannot be written
   */
  public static void bring(Path data, Path to) {
    Path copy = data.resolve(FOLDER);
    Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
    try {
      Folders.delete(unfinished);
      for (Path file : filesIn(copy)) {
        Path target = unfinished.resolve(nameIn(copy, file));
        Folders.makeAbove(target);
        Files.copy(file, target);
      }
      Files.deleteIfExists(to);
      Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "The site's files lie in " + copy + "; " + to + " cannot be written: " + e, e);
    }
  }

  /** The id of the site whose files lie in a data folder; empty where there are none. */
  static String id(Path data) {
    Path file = data.resolve(FOLDER).resolve("site.yaml");
    try {
      Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      return root instanceof Map<?, ?> parts && parts.get("site") instanceof Map<?, ?> site
          ? String.valueOf(site.get("id"))
          : "";
    } catch (IOException | RuntimeException e) {
      log.debug("no site's id in {}: {}", file, e.toString());
      return "";
    }
  }
}
