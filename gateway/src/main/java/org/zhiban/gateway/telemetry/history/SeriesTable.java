package org.zhiban.gateway.telemetry.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.zhiban.model.telemetry.PointRef;

/**
 * Numbers the points of the history for ever, in the order in which they first appeared, whatever
 * becomes of the site. A text file, one point a line, replaced as a whole when points are added.
 */
final class SeriesTable {
  private static final String FILE = "series";

  private final Path path;
  private final List<PointRef> refs = new ArrayList<>();
  private final Map<PointRef, Integer> numbers = new HashMap<>();

  SeriesTable(Path folder) throws IOException {
    path = folder.resolve(FILE);
    if (Files.exists(path)) {
      for (String line : Files.readAllLines(path)) {
        int tab = line.indexOf('\t');
        add(new PointRef(line.substring(0, tab), line.substring(tab + 1)));
      }
    }
  }

  Path path() {
    return path;
  }

  static boolean named(Path path) {
    return path.getFileName().toString().equals(FILE);
  }

  private void add(PointRef ref) {
    numbers.put(ref, refs.size());
    refs.add(ref);
  }

  /** The numbers of points in their order; new ones are on disk when this returns. */
  synchronized int[] numbers(List<PointRef> points) throws IOException {
    int before = refs.size();
    points.stream().filter(point -> !numbers.containsKey(point)).forEach(this::add);
    if (refs.size() > before) {
      save();
    }
    return points.stream().mapToInt(numbers::get).toArray();
  }

  private void save() throws IOException {
    StringBuilder lines = new StringBuilder();
    refs.forEach(
        ref -> lines.append(ref.equipment()).append('\t').append(ref.point()).append('\n'));
    ByteSink content = new ByteSink(lines.length());
    content.put(lines.toString().getBytes(StandardCharsets.UTF_8));
    Durable.write(path, content);
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
