package org.zhiban.gateway.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.problem.Problems;
import org.zhiban.gateway.config.yaml.Composer;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.gateway.config.yaml.SourceText;
import org.zhiban.model.site.SourcePosition;

/** The YAML files of a site, read and put in their places. */
final class Documents {
  static final String SITE = "site.yaml";
  static final List<String> FOLDERS = List.of("templates", "plans", "rules", "tests", "scenarios");

  private static final String NOT_READ = "this file is not read";

  private final SiteFiles files;
  private final Problems problems;
  private final Map<String, Node> documents = new TreeMap<>();
  private final Set<String> broken = new HashSet<>();
  private boolean whole = true;

  Documents(SiteFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /** Reads all files; what cannot be read is a problem. */
  void read() {
    List<String> names = names();
    for (String name : names) {
      if (belongs(name)) {
        read(name);
      }
    }
    if (whole && !names.contains(SITE)) {
      whole = false;
      problems.error(start(SITE), "there is no site.yaml", "begin one with 'site: { id: …'");
    }
  }

  private List<String> names() {
    try {
      for (String below : files.foldersBelow()) {
        if (FOLDERS.contains(below.substring(0, below.indexOf('/')))) {
          problems.warning(
              start(below), "this folder is not read", "put its files into the folder above");
        }
      }
      return files.names();
    } catch (IOException e) {
      whole = false;
      problems.error(start(""), "this folder cannot be read", "let this user list it");
      return List.of();
    }
  }

  /** Whether every file could be read as YAML: only then a missing name is missing for sure. */
  boolean whole() {
    return whole;
  }

  /** The root of a file; null where there is none. */
  @Nullable Node document(String name) {
    return documents.get(name);
  }

  /** The roots of all files in which nothing is wrong as YAML, by name. */
  Map<String, Node> sound() {
    Map<String, Node> sound = new TreeMap<>(documents);
    sound.keySet().removeAll(broken);
    return sound;
  }

  /** The roots of a folder's files, by name. */
  List<Node> folder(String folder) {
    return documents.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(folder + "/"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private boolean belongs(String name) {
    boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
    int slash = name.indexOf('/');
    boolean known = slash < 0 ? name.equals(SITE) : FOLDERS.contains(name.substring(0, slash));
    if (!yaml && known && name.toLowerCase(Locale.ROOT).matches(".*\\.ya?ml")) {
      problems.warning(start(name), NOT_READ, "end its name with .yaml, in small letters");
    }
    if (yaml && !known) {
      String meant = slash < 0 ? name : name.substring(0, slash);
      problems.warning(
          start(name),
          NOT_READ,
          slash < 0
              ? "only site.yaml stands here; templates, plans, rules, tests and scenarios have"
                  + " their folders"
              : Nearest.remedy(meant, "the folders are", FOLDERS));
    }
    return yaml && known;
  }

  private void read(String name) {
    String text = text(name);
    if (text == null) {
      whole = false;
      return;
    }
    SourceText source = new SourceText(name, text);
    Problems found = new Problems();
    Node root = Composer.compose(source, found);
    if (problems.addAll(found)) {
      broken.add(name);
    }
    if (root != null) {
      documents.put(name, root);
    } else if (!problems.in(name)) {
      empty(name);
    } else {
      whole = false;
    }
  }

  private void empty(String name) {
    boolean needed = name.equals(SITE) || name.startsWith("templates/");
    if (needed) {
      whole = false;
      problems.error(
          start(name),
          "the file is empty",
          name.equals(SITE) ? "begin it with 'site: { id: …'" : "begin it with 'template: …'");
    }
  }

  private @Nullable String text(String name) {
    try {
      byte[] bytes = files.content(name);
      if (bytes.length > SiteFiles.MAX_BYTES) {
        problems.error(
            start(name),
            "the file is larger than " + SiteFiles.MAX_BYTES / 1024 / 1024 + " MiB",
            "split it, or take out what is not the site's");
        return null;
      }
      return decoded(name, bytes);
    } catch (IOException e) {
      problems.error(
          start(name), "the file cannot be read: " + e.getMessage(), "mend or remove it");
      return null;
    }
  }

  private @Nullable String decoded(String name, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    String text = chars.flip().toString();
    if (result.isError()) {
      SourceText read = new SourceText(name, text);
      problems.error(read.position(read.length()), "this is not UTF-8", "save the file as UTF-8");
      return null;
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static SourcePosition start(String name) {
    return new SourcePosition(name, 1, 1);
  }
}
