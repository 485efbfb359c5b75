package org.zhiban.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a site, wherever they are. Names are relative to the site, with slashes. */
public interface SiteFiles {
  /** Largest file that is read, in bytes. */
  int MAX_BYTES = 8 * 1024 * 1024;

  /** All names, sorted. */
  List<String> names() throws IOException;

  /** Folders in folders, whose files nobody reads; sorted. */
  default List<String> foldersBelow() throws IOException {
    return List.of();
  }

  /**
   * What a file holds; at most one byte more than {@link #MAX_BYTES}. The exception's message says
   * what hinders.
   */
  byte[] content(String name) throws IOException;

  /** Where a file that a site names lies on the machine; it need not be there. */
  default Path path(String name) {
    return Path.of(name);
  }

  /** A folder of the machine. */
  static SiteFiles in(Path folder) {
    return new FolderFiles(folder);
  }

  /** These files and one more that lies elsewhere. */
  default SiteFiles and(String name, Path file) {
    SiteFiles others = this;
    return new SiteFiles() {
      @Override
      public List<String> names() throws IOException {
        return Stream.concat(others.names().stream(), Stream.of(name)).sorted().distinct().toList();
      }

      @Override
      public List<String> foldersBelow() throws IOException {
        return others.foldersBelow();
      }

      @Override
      public byte[] content(String asked) throws IOException {
        return asked.equals(name) ? FolderFiles.read(file) : others.content(asked);
      }

      @Override
      public Path path(String asked) {
        return others.path(asked);
      }
    };
  }

  /** Texts in memory, by name. */
  static SiteFiles of(Map<String, String> texts) {
    Map<String, byte[]> contents = new TreeMap<>();
    texts.forEach((name, text) -> contents.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return ofContents(contents);
  }

  /** Files in memory, by name. */
  static SiteFiles ofContents(Map<String, byte[]> contents) {
    Map<String, byte[]> sorted = new TreeMap<>(contents);
    return new SiteFiles() {
      @Override
      public List<String> names() {
        return List.copyOf(sorted.keySet());
      }

      @Override
      public byte[] content(String name) throws IOException {
        byte[] content = sorted.get(name);
        if (content == null) {
          throw new IOException("there is no such file");
        }
        return content.clone();
      }
    };
  }

  /**
   * Resources of the class path, since it cannot be listed by their names.
   *
   * @param base the resource folder, for example {@code demo/site}
   */
  static SiteFiles ofResources(ClassLoader loader, String base, List<String> names) {
    List<String> sorted = names.stream().sorted().toList();
    return new SiteFiles() {
      @Override
      public List<String> names() {
        return sorted;
      }

      @Override
      public byte[] content(String name) throws IOException {
        try (InputStream stream = loader.getResourceAsStream(base + "/" + name)) {
          if (stream == null) {
            throw new IOException("there is no such resource");
          }
          return stream.readNBytes(MAX_BYTES + 1);
        }
      }
    };
  }
}
