package org.zhiban.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.commissioning.FoundJson;
import org.zhiban.gateway.commissioning.Phrase;
import org.zhiban.gateway.commissioning.TemplateText;
import org.zhiban.model.Language;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a commissioning command tells what it found. */
final class ReportOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "writes a template to start from, by the file's name; a file each where several were"
              + " found")
  private @Nullable Path template;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private String format;

  @Option(
      names = "--language",
      defaultValue = "",
      description = "zh or en (default: that of the terminal)")
  private String language;

  @SuppressWarnings("NullAway.Init") // picocli sets what has a default
  ReportOptions() {}

  /** Refuses what cannot be done, before any device is asked. */
  void check() {
    if (!format.equals("text") && !format.equals("json")) {
      throw wrong("--format is text or json");
    }
    if (template != null && !Given.writable(template)) {
      throw wrong("cannot write to " + template + "; make its folder, or name another");
    }
  }

  private ParameterException wrong(String words) {
    return new ParameterException(command.commandLine(), words);
  }

  Language words() {
    return Given.language(language, System.getenv());
  }

  /** Tells the findings, a record, for a program, or has them told for a person. */
  void tell(Object found, Runnable inWords) {
    if (format.equals("json")) {
      Zhiban.OUT.println(FoundJson.of(found));
    } else {
      inWords.run();
    }
  }

  /** Where the template goes, if one is wanted. */
  Optional<Path> template() {
    return Optional.ofNullable(template);
  }

  /** The id of a template in a file: the file's name, as far as it can be an id. */
  static String id(Path file) {
    return TemplateText.id(String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", ""))
        .replace('_', '-');
  }

  void write(Path file, TemplateText text) throws IOException {
    Files.writeString(file, text.toString());
    Zhiban.ERR.println(
        "%s %s (%d %s)"
            .formatted(Phrase.WRITTEN.in(words()), file, text.size(), Phrase.POINTS.in(words())));
  }
}
