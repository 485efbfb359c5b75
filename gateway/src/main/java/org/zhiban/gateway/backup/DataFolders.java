package org.zhiban.gateway.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.zhiban.gateway.config.SiteFiles;

/**
 * Which files of a site's folder are a data folder's, which may lie in it or around it. They are
 * not even opened: where a process closes a file, all locks end that it has on that file, and with
 * them those of its databases (sqlite.org/howtocorrupt.html, 2.2) and of the folder.
 */
final class DataFolders {
  /** What the gateway keeps in a folder that is the site's as well. */
  private static final Pattern OWN =
      Pattern.compile(
          "(zhiban\\.|operations\\.|site\\.key|restore\\.|replaced-|backup\\.).*"
              + "|(history|opcua|site(\\.secrets)?(\\.old|\\.unfinished)?)/.*");

  private static final Pattern DATABASE =
      Pattern.compile(".*\\.(db|sqlite|sqlite3)(-wal|-shm|-journal)?", Pattern.CASE_INSENSITIVE);

  /** Whatever else a folder holds that has one of these, it is a data folder. */
  private static final Pattern MARK = Pattern.compile("(.+)/(zhiban\\.lock|operations\\.db)");

  private final SiteFiles files;
  private final Path data;
  private final boolean around;
  private final Set<String> others;

  /** Those among the files of a site, beside the folder of this gateway. */
  DataFolders(SiteFiles files, List<String> names, Path data) {
    this.files = files;
    this.data = real(data);
    this.around = real(files.path("")).startsWith(this.data);
    this.others =
        names.stream()
            .map(MARK::matcher)
            .filter(Matcher::matches)
            .map(mark -> mark.group(1) + "/")
            .collect(Collectors.toSet());
  }

  /** Whether a file of the site is one of them. */
  boolean hold(String name) {
    if (DATABASE.matcher(name).matches() || others.stream().anyMatch(name::startsWith)) {
      return true;
    }
    Path file = real(files.path(name));
    return file.startsWith(data)
        && (!around || OWN.matcher(data.relativize(file).toString()).matches());
  }

  /** Without links; as it is written where nothing lies there. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException _) {
      return path.toAbsolutePath().normalize();
    }
  }
}
