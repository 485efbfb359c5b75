package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.telemetry.PointRef;

/**
 * Numbers the points of the history for ever, in the order in which they first appeared, whatever
 * becomes of the site. A text file, one point a line behind a line with their number and CRC-32C,
 * replaced as a whole when points are added; and the same once more, since without it nobody knows
 * which samples are whose.
 */
final class SeriesTable {
  private static final Logger LOG = LoggerFactory.getLogger(SeriesTable.class);
  private static final String FILE = "series";
  private static final String COPY = "series.copy";
  private static final String MARK = " points, CRC-32C ";

  private final Path path;
  private final Path copy;
  private final List<PointRef> refs = new ArrayList<>();
  private final Map<PointRef, Integer> numbers = new HashMap<>();
  private boolean bothWhole;

  /**
   * Reads it.
   *
   * @throws StoreUnavailableException where there are samples, and it is damaged or missing
   */
  SeriesTable(Path folder) throws IOException {
    path = folder.resolve(FILE);
    copy = folder.resolve(COPY);
    Optional<List<PointRef>> first = read(path);
    Optional<List<PointRef>> second = read(copy);
    bothWhole = first.isPresent() && first.equals(second);
    if (first.isEmpty() && second.isPresent()) {
      LOG.error("{} is damaged or missing; its copy {} is used.", path, copy);
    }
    if (first.isEmpty() && second.isEmpty() && (Files.exists(path) || samplesIn(folder))) {
      throw new StoreUnavailableException(
          path
              + " is damaged or missing, and so is "
              + copy.getFileName()
              + ": without it nobody knows which samples are whose. Move both aside and put the "
              + FILE
              + " of the last backup in their place, if the site has had no new points since;"
              + " otherwise move the folder "
              + folder
              + " aside: the gateway starts with an empty history.");
    }
    first.or(() -> second).orElse(List.of()).forEach(this::add);
  }

  private static boolean samplesIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.anyMatch(file -> Block.named(file) || LogSegment.named(file));
    }
  }

  /** Empty where a file is damaged or missing. */
  private static Optional<List<PointRef>> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    int end = content.indexOf('\n');
    // A version before wrote the points alone.
    boolean bare = end > 0 && content.indexOf('\t') < end && !content.contains(MARK);
    String lines = bare ? content : content.substring(end + 1);
    if (!lines.endsWith("\n") || !(bare || content.equals(mark(lines) + lines))) {
      return Optional.empty();
    }
    List<PointRef> points = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      int tab = line.indexOf('\t');
      if (tab < 1 || tab == line.length() - 1) {
        return Optional.empty();
      }
      points.add(new PointRef(line.substring(0, tab), line.substring(tab + 1)));
    }
    return Optional.of(points);
  }

  /** The line before the points. */
  private static String mark(String lines) {
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    return "%d%s%08x\n".formatted(lines.lines().count(), MARK, Frame.crc(bytes, 0, bytes.length));
  }

  Path path() {
    return path;
  }

  static boolean named(Path path) {
    String name = path.getFileName().toString();
    return name.equals(FILE) || name.equals(COPY);
  }

  private void add(PointRef ref) {
    numbers.put(ref, refs.size());
    refs.add(ref);
  }

  /** The numbers of points in their order; new ones are on disk when this returns. */
  synchronized int[] numbers(List<PointRef> points) throws IOException {
    int before = refs.size();
    points.stream().filter(point -> !numbers.containsKey(point)).forEach(this::add);
    if (refs.size() > before || !(bothWhole || refs.isEmpty())) {
      save();
    }
    return points.stream().mapToInt(numbers::get).toArray();
  }

  private void save() throws IOException {
    StringBuilder lines = new StringBuilder();
    refs.forEach(
        ref -> lines.append(ref.equipment()).append('\t').append(ref.point()).append('\n'));
    byte[] bytes = (mark(lines.toString()) + lines).getBytes(StandardCharsets.UTF_8);
    ByteSink content = new ByteSink(bytes.length);
    content.put(bytes);
    Durable.write(path, content);
    Durable.write(copy, content);
    bothWhole = true;
  }

  synchronized OptionalInt find(PointRef point) {
    Integer number = numbers.get(point);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  synchronized PointRef ref(int number) {
    return refs.get(number);
  }

  synchronized int size() {
    return refs.size();
  }
}
