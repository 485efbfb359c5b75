package org.zhiban.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a folder and of the folders in it, one level deep, hidden ones left out. Links are
 * followed, since mounted configuration comes as links.
 */
record FolderFiles(Path folder) implements SiteFiles {
  @Override
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path entry : visible(folder)) {
      if (Files.isDirectory(entry)) {
        visible(entry).stream()
            .filter(inner -> !folder(inner))
            .forEach(inner -> names.add(below(entry, inner)));
      } else {
        names.add(entry.getFileName().toString());
      }
    }
    return names.stream().sorted().toList();
  }

  @Override
  public List<String> foldersBelow() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path entry : visible(folder)) {
      if (Files.isDirectory(entry)) {
        visible(entry).stream()
            .filter(FolderFiles::folder)
            .forEach(inner -> names.add(below(entry, inner)));
      }
    }
    return names.stream().sorted().toList();
  }

  /** One that is called as a file is read as one, which fails and is said. */
  private static boolean folder(Path inner) {
    return Files.isDirectory(inner) && !inner.getFileName().toString().matches(".*\\.ya?ml");
  }

  private static String below(Path entry, Path inner) {
    return entry.getFileName() + "/" + inner.getFileName();
  }

  @Override
  public Path path(String name) {
    return folder.resolve(name).toAbsolutePath();
  }

  private static List<Path> visible(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !entry.getFileName().toString().startsWith(".")).toList();
    }
  }

  @Override
  public byte[] content(String name) throws IOException {
    return read(folder.resolve(name));
  }

  /** What a file holds; at most one byte more than {@link SiteFiles#MAX_BYTES}. */
  static byte[] read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a folder");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("it is no regular file");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new IOException("it is a link to nothing", e);
    } catch (AccessDeniedException e) {
      throw new IOException("this user may not read it", e);
    }
  }
}
