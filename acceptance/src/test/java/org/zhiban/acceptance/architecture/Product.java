package org.zhiban.acceptance.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The product as the architecture tests see it: its compiled classes, and its sources. */
final class Product {
  static final String MODEL = "org.zhiban.model..";
  static final String DRIVERS = "org.zhiban.drivers..";
  static final String RULES = "org.zhiban.rules..";
  static final String SIMULATORS = "org.zhiban.simulators..";
  static final String GATEWAY = "org.zhiban.gateway..";

  /** Where a process is put together: the commands of {@code ./zhiban}. */
  static final String COMMAND_LINE = "org.zhiban.gateway.cli";

  /** The classes of model, drivers, rules, simulators and gateway, without their tests. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(
              "org.zhiban.model",
              "org.zhiban.drivers",
              "org.zhiban.rules",
              "org.zhiban.simulators",
              "org.zhiban.gateway");

  /** The repository: the parent of the module whose tests run. */
  static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

  private static final List<String> NOT_OURS = List.of("node_modules", "target", "dist", ".git");

  /** Every file of the repository that was written by hand and ends in one of {@code endings}. */
  static List<Path> sources(String... endings) {
    Predicate<Path> wanted =
        file -> Stream.of(endings).anyMatch(file.getFileName().toString()::endsWith);
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .filter(Files::isDirectory)
          .filter(module -> !NOT_OURS.contains(module.getFileName().toString()))
          .flatMap(Product::files)
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList().stream()
          .filter(entry -> !NOT_OURS.contains(entry.getFileName().toString()))
          .flatMap(entry -> Files.isDirectory(entry) ? files(entry) : Stream.of(entry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Product() {}
}
