package org.zhiban.gateway.cli;

import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.zhiban.gateway.commissioning.Phrase;
import org.zhiban.model.Language;
import org.zhiban.model.site.OpcUaConnection.Security;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.Secret;
import org.zhiban.simulators.TwinOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** What a person gives to a commissioning command, and how it is written. */
final class Given {
  /** Holds the password of {@code --user}. */
  static final String PASSWORD = "ZHIBAN_PASSWORD";

  private Given() {}

  /** {@code 500ms}, {@code 2s}, {@code 1m}. */
  static final class OfTime implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    @Override
    public Duration convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException("'" + text + "' is no duration; write 500ms, 2s or 1m");
      }
      long count = Long.parseLong(form.group(1));
      return switch (form.group(2)) {
        case "ms" -> Duration.ofMillis(count);
        case "s" -> Duration.ofSeconds(count);
        default -> Duration.ofMinutes(count);
      };
    }
  }

  /** {@code holding}, {@code input}, {@code coil}, {@code discrete}. */
  static final class OfTable implements ITypeConverter<Table> {
    @Override
    public Table convert(String text) {
      try {
        return Table.valueOf(text.strip().toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException _) {
        throw new TypeConversionException(
            "'" + text + "' is no table; write holding, input, coil or discrete");
      }
    }
  }

  /** A policy with its message mode, as the site language writes it. */
  static final class OfSecurity implements ITypeConverter<Security> {
    @Override
    public Security convert(String text) {
      return Arrays.stream(Security.values())
          .filter(security -> security.word().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + text
                          + "' is no security; write one of "
                          + Arrays.stream(Security.values())
                              .map(Security::word)
                              .collect(Collectors.joining(", "))));
    }
  }

  /** A port, 0 for any free one. */
  static final class OfPort implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        int port = Integer.parseInt(text);
        if (port >= 0 && port <= 65_535) {
          return port;
        }
      } catch (NumberFormatException _) {
        // said below
      }
      throw new TypeConversionException("'" + text + "' is no port; write 0 to 65535");
    }
  }

  /** How fast twins live. */
  static final class OfSpeed implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double speed = Double.parseDouble(text);
        if (speed > 0 && speed <= TwinOptions.MOST_SPEED) {
          return speed;
        }
      } catch (NumberFormatException _) {
        // said below
      }
      throw new TypeConversionException(
          "'" + text + "' is no speed; write a number over 0, at most 1000");
    }
  }

  /** Numbers and ranges of them: {@code 1,3,10-20}. */
  record Numbers(List<Integer> all) {
    Numbers {
      all = List.copyOf(all);
    }
  }

  /** Reads {@link Numbers} from 0 to 65,535. */
  static final class OfNumbers implements ITypeConverter<Numbers> {
    private static final Pattern PART = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

    @Override
    public Numbers convert(String text) {
      SortedSet<Integer> all = new TreeSet<>();
      for (String written : text.split(",", -1)) {
        Matcher part = PART.matcher(written.strip());
        int first = part.matches() ? Integer.parseInt(part.group(1)) : -1;
        int last =
            part.matches() && part.group(2) != null ? Integer.parseInt(part.group(2)) : first;
        if (first < 0 || last < first || last > 65_535) {
          throw new TypeConversionException("'" + text + "' are no numbers; write 1,3 or 1-247");
        }
        for (int number = first; number <= last; number++) {
          all.add(number);
        }
      }
      return new Numbers(List.copyOf(all));
    }
  }

  /** The password that the environment gives. */
  static Optional<Secret> password() {
    return Optional.ofNullable(System.getenv(PASSWORD)).map(Secret::new);
  }

  /**
   * The password of a user: as the environment gives it, else as it is typed.
   *
   * @throws ParameterException where there is neither, nor a terminal to ask at
   */
  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where no terminal is
  static Secret password(CommandSpec spec, String user, Language words) {
    Optional<Secret> given = password();
    if (given.isPresent()) {
      return given.get();
    }
    Console console = System.console();
    char[] typed =
        console == null || !console.isTerminal()
            ? null
            : console.readPassword("%s %s: ", Phrase.PASSWORD_OF.in(words), user);
    if (typed == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--user needs a password: set " + PASSWORD + ", or run this in a terminal");
    }
    return new Secret(new String(typed));
  }

  /** Whether a file can be written where a person wants it. */
  static boolean writable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && Files.isWritable(folder) && !Files.isDirectory(file);
  }

  /**
   * The language of the words: as given, else that of the terminal.
   *
   * @param given {@code zh}, {@code en} or empty
   */
  static Language language(String given, Map<String, String> environment) {
    String said = given;
    for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      said = said.isEmpty() ? environment.getOrDefault(variable, "") : said;
    }
    return said.toLowerCase(Locale.ROOT).startsWith("zh") ? Language.ZH : Language.EN;
  }
}
