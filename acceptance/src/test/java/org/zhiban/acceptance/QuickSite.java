package org.zhiban.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The example site with every delay of its rules shortened to a second, so that a test need not
 * wait for a minute.
 */
final class QuickSite {
  private QuickSite() {}

  /** Writes it into a new folder below {@code into}. */
  static Path in(Path into) {
    Path from = ZhibanProcess.root().resolve("examples/site");
    Path folder = into.resolve("site");
    try (Stream<Path> files = Files.walk(from)) {
      List<Path> yaml = files.filter(Files::isRegularFile).toList();
      for (Path file : yaml) {
        // The site's own rule tests speak of the delays that are shortened here.
        if (from.relativize(file).startsWith("tests")) {
          continue;
        }
        Path target = folder.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(
            target,
            file.toString().contains("templates")
                ? quick(Files.readString(file))
                : Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /** What the example does not say and a test asks for. */
  static Path withEmergencyPhone(Path into) {
    Path folder = in(into);
    try {
      Path site = folder.resolve("site.yaml");
      String text = Files.readString(site);
      Files.writeString(
          site, text.replace("  visit: 1wd\n", "  visit: 1wd\n  emergency_phone: 400-000-0119\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static String quick(String template) {
    return template.lines().map(QuickSite::quickLine).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String quickLine(String line) {
    if (line.strip().startsWith("unbalance:")) {
      // A lost phase is unbalanced too; the delay of a quarter of an hour is what tells them apart.
      return line;
    }
    if (line.strip().equals("on_delay: 60s")) {
      // Of people who are trapped: a car stands for two seconds between door and ride.
      return line.replace("60s", "5s");
    }
    if (line.strip().startsWith("held:")) {
      // People hold a door for seconds; that is no fault.
      return line.replace("on_delay: 60s", "on_delay: 15s");
    }
    String shortened = line.replaceAll("(on_delay|off_delay|hold_off): *[0-9]+[smh]", "$1: 1s");
    return shortened.contains("hold_off")
        ? shortened
        : shortened.replace("order: { ", "order: { hold_off: 1s, ");
  }
}
